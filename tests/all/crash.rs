//! `kill -9` at random moments of an ingest → the store opens, each input is wholly in or wholly out, and the next run
//! ends where an undisturbed one would have.

use std::process::Stdio;
use std::time::{Duration, Instant};

use rand::{RngExt, SeedableRng};

use crate::ingest::rows;
use crate::world::World;

const INPUTS: [&str; 4] = ["a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"];
const TIMES: usize = 20;

fn filled(name: &str) -> World {
    let world = World::empty(name);
    for (i, input) in INPUTS.iter().enumerate() {
        // They overlap, so that which input loads a row depends on which came first.
        world.write(input, rows(i * 4000..i * 4000 + 4500) + "not json\n");
    }
    world
}

fn ingest() -> Vec<&'static str> {
    [&["ingest", "--threads", "2"], &INPUTS[..]].concat()
}

#[test]
fn twenty_kills_leave_every_input_wholly_in_or_out() {
    let content = [
        "SELECT COLUMNS(* EXCLUDE (source_id, source_line))::VARCHAR FROM interactions ORDER BY identity",
        "SELECT COLUMNS(*)::VARCHAR FROM cube_hours ORDER BY ALL",
        "SELECT COLUMNS(*)::VARCHAR FROM cube_histograms ORDER BY ALL",
    ];
    let calm = filled("calm");
    let began = Instant::now();
    calm.ok(&ingest());
    let takes = began.elapsed();
    let want = content.map(|query| calm.sql(query));
    assert_eq!(calm.sql("SELECT sum(loaded)::BIGINT, sum(rejected)::BIGINT FROM ingests"), ["16500 4"]);

    let mut dice = rand_chacha::ChaCha8Rng::seed_from_u64(7);
    let mut world = filled("crash");
    let mut killed_after = Vec::new();
    for _ in 0..TIMES {
        let mut child = world.llmobs(&ingest()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_secs_f64(dice.random_range(0.0..takes.as_secs_f64())));
        child.kill().unwrap();
        let done = child.wait().unwrap().success();
        let inputs = if world.database().exists() { whole(&world) } else { 0 };
        killed_after.push(inputs);
        // Mostly the next run goes on from here; when nothing is left to disturb, the game starts again.
        if done || inputs == INPUTS.len() {
            world = filled("crash");
        }
    }
    world.ok(&ingest());
    assert!(content.map(|query| world.sql(query)) == want, "not what an undisturbed run gives");
    world.sound();
    assert!(killed_after.iter().any(|n| (1..INPUTS.len()).contains(n)), "no kill hit the middle: {killed_after:?}");
}

/// Opens the store after a crash; how many inputs are in.
fn whole(world: &World) -> usize {
    let tables = world.try_sql("SELECT count(*) FROM interactions");
    // Killed before its tables were made: the next run makes them.
    if tables.is_err() {
        assert!(std::fs::metadata(world.database()).unwrap().len() < 1 << 16, "{tables:?}");
        return 0;
    }
    world.sound();
    world.sql("SELECT 1 FROM ingests").len()
}

/// `enrich` rewrites everything: a kill leaves the old interactions or the new ones, which here are the same.
#[test]
fn a_killed_enrich_loses_nothing() {
    let world = filled("enrich-crash");
    world.ok(&ingest());
    let content = || world.sql("SELECT COLUMNS(*)::VARCHAR FROM interactions ORDER BY identity");
    let want = content();
    let began = Instant::now();
    world.ok(&["enrich"]);
    let takes = began.elapsed();
    let mut dice = rand_chacha::ChaCha8Rng::seed_from_u64(8);
    let mut cut_off = 0;
    for _ in 0..6 {
        let mut child = world.llmobs(&["enrich"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_secs_f64(dice.random_range(0.1..0.9) * takes.as_secs_f64()));
        child.kill().unwrap();
        cut_off += usize::from(!child.wait().unwrap().success());
        assert!(content() == want, "a kill changed interactions");
    }
    assert!(cut_off > 0, "no kill came in time");
    // The site mends rollups that were cut off.
    world.ok(&["build-site"]);
    assert_eq!(world.sql("SELECT count(*) FROM touched"), ["0"]);
    world.sound();
}
