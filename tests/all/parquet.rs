//! Parquet files, written by the engine itself: they are read like any other log.

use crate::world::World;

/// Runs SQL in an engine of the test's own.
fn engine(world: &World, sql: &str) {
    let connection = duckdb::Connection::open_in_memory().unwrap();
    let folder = world.path().display().to_string();
    connection.execute_batch(&sql.replace("{folder}", &folder)).unwrap();
}

fn summary(world: &World, args: &[&str]) -> serde_json::Value {
    serde_json::from_str(&world.ok(&[&["ingest", "--json"], args].concat())).unwrap()
}

/// 5,000 calls with every type that a log's column may have.
const CALLS: &str = "
    CREATE TABLE calls AS SELECT
        'call-' || i AS id,
        make_timestamp(1767225600000000 + i * 1000000) AS timestamp,
        (CASE WHEN i % 2 = 0 THEN 'gpt-4o' ELSE 'gpt-4o-mini' END) AS model,
        {'prompt_tokens': i, 'completion_tokens': 7::UTINYINT, 'prompt_tokens_details': {'cached_tokens': 0}} AS usage,
        [{'role': 'user', 'content': 'Say \"' || i || '\"' || chr(10) || 'in words: größe'}] AS messages,
        (0.000001 * i)::DECIMAL(18, 9) AS cost_usd,
        (i % 10 = 0)::BOOLEAN AS cache_hit,
        250.5::FLOAT AS latency_ms,
        CASE WHEN i % 3 = 0 THEN NULL ELSE 'user-' || (i % 7) END AS user_id,
        MAP {'team': 'blue'} AS metadata
    FROM range(5000) t(i);";

#[test]
fn rows_of_a_table_are_read_like_lines() {
    let world = World::empty("parquet");
    engine(&world, &format!("{CALLS} COPY calls TO '{{folder}}/calls.parquet' (ROW_GROUP_SIZE 2048);"));
    let summary = summary(&world, &["calls.parquet"]);
    assert_eq!((&summary["read"], &summary["loaded"], &summary["rejected"]), (&5000.into(), &5000.into(), &0.into()));
    assert_eq!(summary["inputs"][0]["format"], "native");
    // i = 1234: even, 1234 % 3 = 1, 1234 % 7 = 2; the sum of 0..=4999 is 12,497,500.
    assert_eq!(
        world.sql("SELECT source_line, timestamp::VARCHAR, model, input_tokens, output_tokens, prompt, logged_cost_usd, cache_hit, latency_ms, user_id FROM interactions WHERE id = 'call-1234'"),
        ["1235 2026-01-01 00:20:34 gpt-4o 1234 7 Say \"1234\"\nin words: größe 0.001234 false 250.5 user-2"]
    );
    assert_eq!(
        world.sql("SELECT sum(input_tokens)::BIGINT, count(user_id), count(*) FILTER (cache_hit), round(sum(logged_cost_usd), 6) FROM interactions"),
        ["12497500 3333 500 12.4975"]
    );
    world.sound();
}

#[test]
fn a_table_again_is_unchanged_and_another_one_is_read_anew() {
    let world = World::empty("parquet-again");
    engine(&world, &format!("{CALLS} COPY (FROM calls LIMIT 100) TO '{{folder}}/calls.parquet';"));
    assert_eq!(summary(&world, &["calls.parquet"])["loaded"], 100);
    assert_eq!(summary(&world, &["calls.parquet"])["inputs"], serde_json::json!([]));
    engine(&world, &format!("{CALLS} COPY (FROM calls LIMIT 150) TO '{{folder}}/calls.parquet';"));
    let grown = summary(&world, &["calls.parquet"]);
    assert_eq!((&grown["loaded"], &grown["duplicates"]), (&50.into(), &100.into()), "{grown}");
    world.sound();
}

/// Types that JSON has no word for come as what a log would have written.
#[test]
fn every_type_of_a_column_is_read() {
    let world = World::empty("parquet-types");
    world.write("raw.toml", "rest = \"metadata\"\n[fits]\nkeys = [\"t\", \"huge\"]\n[fields]\ntimestamp = \"t\"\n");
    engine(
        &world,
        "CREATE TYPE mood AS ENUM ('good', 'bad');
         COPY (SELECT DATE '2026-01-02' AS t, 170141183460469231731687303715884105727::HUGEINT AS huge,
            18446744073709551615::UBIGINT AS ubig, -7::TINYINT AS tiny, 12.345::DECIMAL(9, 3) AS cents,
            'good'::mood AS mood, UUID '00000000-0000-4000-8000-000000000001' AS uuid, 'NaN'::DOUBLE AS nan,
            TIMESTAMP_NS '2026-01-01 00:00:00.123456789' AS ns, TIME '01:02:03' AS clock, 'ab'::BLOB AS blob,
            [{'a': [1, NULL], 'b': MAP {'k': DATE '2026-01-03'}}] AS deep, NULL::VARCHAR AS nothing)
         TO '{folder}/types.parquet';
         COPY (SELECT DATE '2026-01-02' AS t, 1 AS huge LIMIT 0) TO '{folder}/empty.parquet';",
    );
    assert_eq!(summary(&world, &["--map", "raw.toml", "types.parquet"])["loaded"], 1);
    let kept: serde_json::Value = serde_json::from_str(&world.sql("SELECT metadata FROM interactions")[0]).unwrap();
    let want = serde_json::json!({
        "huge": 170141183460469231731687303715884105727.0, "ubig": "18446744073709551615", "tiny": -7, "cents": 12.345, "mood": "good",
        "uuid": "00000000-0000-4000-8000-000000000001", "ns": "2026-01-01T00:00:00.123456789", "clock": "01:02:03",
        "blob": "6162", "deep": [{"a": [1, null], "b": {"k": "2026-01-03"}}],
    });
    assert_eq!(kept, want);
    assert_eq!(summary(&world, &["empty.parquet"])["read"], 0);
}

/// Zones other than UTC, names that look like patterns or like partitions, and a folder of tables and logs.
#[test]
fn zones_names_and_folders() {
    let world = World::empty("parquet-names");
    std::fs::create_dir_all(world.path().join("logs/model=none")).unwrap();
    engine(
        &world,
        "SET VARIABLE x = 1;
         COPY (SELECT 'a' AS id, TIMESTAMPTZ '2026-01-01 12:00:00+02' AS timestamp, 'gpt-4o' AS model) TO '{folder}/logs/a[1]*.parquet';
         COPY (SELECT 'b' AS id, '2026-01-01T12:00:00Z' AS time, 'Hi' AS question) TO '{folder}/logs/model=none/b.parquet';",
    );
    world.write("logs/c.jsonl", "{\"id\": \"c\", \"timestamp\": \"2026-01-01T13:00:00Z\", \"model\": \"gpt-4o\"}\n");
    assert_eq!(summary(&world, &["logs"])["loaded"], 3);
    assert_eq!(
        world.sql("SELECT id, timestamp::VARCHAR, model FROM interactions ORDER BY id"),
        ["a 2026-01-01 10:00:00 gpt-4o", "b 2026-01-01 12:00:00 NULL", "c 2026-01-01 13:00:00 gpt-4o"]
    );
}

#[test]
fn a_field_map_reads_a_table_and_bad_rows_are_rejected_by_their_number() {
    let world = World::empty("parquet-map");
    world.write("m.toml", "[fits]\nkeys = [\"at\", \"llm\"]\n[fields]\ntimestamp = \"at\"\nmodel = \"llm.name\"\nlatency_ms = { path = \"took\", unit = \"s\" }\n");
    engine(
        &world,
        "COPY (FROM (VALUES ('2026-01-01', {'name': 'x'}, 1.5), ('never', {'name': 'y'}, 2.5), ('2026-01-02', NULL, NULL)) t(\"at\", llm, took)) TO '{folder}/t.parquet';",
    );
    let summary = summary(&world, &["--map", "m.toml", "t.parquet"]);
    assert_eq!(
        (&summary["loaded"], &summary["rejected"], &summary["inputs"][0]["format"]),
        (&2.into(), &1.into(), &"m".into())
    );
    assert_eq!(world.sql("SELECT model, latency_ms FROM interactions ORDER BY timestamp"), ["x 1500", "NULL NULL"]);
    assert_eq!(world.sql("SELECT line FROM rejects"), ["2"]);
}

#[test]
fn what_is_no_whole_table_stops_the_run() {
    let world = World::empty("parquet-broken");
    engine(&world, &format!("{CALLS} COPY calls TO '{{folder}}/calls.parquet' (ROW_GROUP_SIZE 2048);"));
    let whole = std::fs::read(world.path().join("calls.parquet")).unwrap();
    world.write("cut.parquet", &whole[..whole.len() / 2]);
    world.write("four.parquet", b"PAR1");
    // The footer is whole, but pages in the middle are not.
    let mut damaged = whole.clone();
    let middle = whole.len() / 2;
    damaged[middle..middle + 4000].fill(0xa5);
    world.write("damaged.parquet", damaged);
    for name in ["cut.parquet", "four.parquet", "damaged.parquet"] {
        let output = world.run(&["ingest", name]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(
            said.contains(&format!("error: cannot read {name}")) || said.contains(&format!("/{name}\n")),
            "{name}: {said}"
        );
        assert!(said.contains("caused by: ") && !said.contains("panicked"), "{name}: {said}");
    }
    assert_eq!(world.sql("SELECT count(*) FROM interactions"), ["0"], "nothing of a damaged table is kept");
    let mut piped = world.llmobs(&["ingest", "-"]);
    piped.stdin(std::fs::File::open(world.path().join("calls.parquet")).unwrap());
    let said = String::from_utf8(piped.output().unwrap().stderr).unwrap();
    assert!(said.contains("<stdin> is a Parquet file"), "{said}");
}
