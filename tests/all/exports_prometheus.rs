//! The exported history in a real Prometheus: promtool makes blocks of it, the server answers on loopback, and ten
//! measures over ten ranges are those of plain SQL. Skipped where there is no Prometheus.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::exports::have;
use crate::world::World;

/// A measure: PromQL with `{name}` for what a counter gained in the range, and SQL.
const MEASURES: &[(&str, &str)] = &[
    ("{llmobs_requests_total}", "count(*)"),
    ("{llmobs_errors_total}", "count(*) FILTER (status = 'error')"),
    ("{llmobs_errors_total} / {llmobs_requests_total}", "avg((status = 'error')::INT)"),
    ("{llmobs_cost_usd_total}", "sum(cost_usd)"),
    ("{llmobs_cost_usd_total} / {llmobs_priced_total}", "avg(cost_usd)"),
    ("{llmobs_input_tokens_total}", "sum(input_tokens)"),
    ("{llmobs_output_tokens_total} / {llmobs_with_output_tokens_total}", "avg(output_tokens)"),
    ("{llmobs_hallucinated_total} / {llmobs_labelled_total}", "avg(hallucination::INT)"),
    ("{llmobs_positive_total} / {llmobs_rated_total}", "avg((feedback > 0)::INT)"),
    ("{gen_ai_client_operation_duration_seconds_count}", "count(latency_ms)"),
];

/// The server, ended with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The body of a GET on loopback; `None` until somebody listens.
fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    head.contains(" 200 ").then(|| body.to_string())
}

fn query(port: u16, promql: &str, at: i64) -> Option<f64> {
    let escaped: String = promql.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let body = get(port, &format!("/api/v1/query?query={escaped}&time={at}")).unwrap_or_else(|| panic!("{promql}"));
    let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(answer["status"], "success", "{promql}: {body}");
    answer["data"]["result"][0]["value"][1].as_str().map(|value| value.parse().unwrap())
}

#[test]
fn prometheus_answers_as_the_store_does() {
    if !(have("promtool") && have("prometheus")) {
        return;
    }
    let world = World::demo("prometheus");
    world.ok(&["export", "prometheus", "--history", "--output", "history.om"]);
    let made = Command::new("promtool")
        .args(["tsdb", "create-blocks-from", "openmetrics", "history.om", "tsdb"])
        .current_dir(world.path())
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    world.write("prometheus.yml", "global: {}\n");
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("--web.listen-address=127.0.0.1:{port}");
    let server = Command::new("prometheus")
        .args([
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=tsdb",
            "--storage.tsdb.retention.time=10y",
            &address,
        ])
        .current_dir(world.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _server = Server(server);
    let began = Instant::now();
    while get(port, "/-/ready").is_none() {
        assert!(began.elapsed() < Duration::from_secs(60), "Prometheus does not answer");
        std::thread::sleep(Duration::from_millis(200));
    }
    // Ends of local days where days are kept, and of hours in the last fortnight; one over the change to winter time.
    let berlin = |day: &str, hour: u32| {
        let local = chrono::NaiveDateTime::parse_from_str(&format!("{day} {hour:02}:00"), "%Y-%m-%d %H:%M").unwrap();
        chrono::TimeZone::from_local_datetime(&chrono_tz::Europe::Berlin, &local).latest().unwrap().timestamp()
    };
    let ranges = [
        (berlin("2026-08-05", 0), berlin("2026-10-20", 0)),
        (berlin("2026-08-10", 0), berlin("2026-08-11", 0)),
        (berlin("2026-09-01", 0), berlin("2026-09-08", 0)),
        (berlin("2026-09-14", 0), berlin("2026-09-16", 0)),
        (berlin("2026-10-01", 0), berlin("2026-10-31", 0)),
        (berlin("2026-10-20", 0), berlin("2026-10-21", 0)),
        (berlin("2026-10-22", 9), berlin("2026-10-22", 17)),
        (berlin("2026-10-24", 12), berlin("2026-10-25", 12)),
        (berlin("2026-10-26", 8), berlin("2026-10-29", 13)),
        (berlin("2026-09-30", 0), berlin("2026-10-30", 18)),
    ];
    let mut compared = 0;
    for (from, to) in ranges {
        for (promql, sql) in MEASURES {
            let mut asked = String::new();
            for part in promql.split('{') {
                let Some((name, rest)) = part.split_once('}') else { continue };
                let length = to - from;
                asked += &format!(
                    "(sum(last_over_time({name}[400d])) - (sum(last_over_time({name}[400d] offset {length}s)) or vector(0))){rest}"
                );
            }
            let got = query(port, &asked, to);
            let want = world.sql(&format!(
                "SELECT ({sql})::DOUBLE FROM interactions WHERE epoch(timestamp) >= {from} AND epoch(timestamp) < {to}"
            ));
            let same = match (got, want[0].parse::<f64>()) {
                (Some(got), Ok(want)) => (got - want).abs() <= 1e-6 * want.abs().max(1e-9),
                (got, _) => got.is_none_or(f64::is_nan),
            };
            assert!(same, "{promql} from {from} to {to}: {got:?}, expected {}", want[0]);
            compared += 1;
        }
    }
    assert_eq!(compared, 100);
    println!("Prometheus and the store agree on {compared} answers");
}
