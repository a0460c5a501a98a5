//! The site as bytes: what is in it, that it is the same twice, that nothing in it reaches out or breaks out.
//!
//! `LLMOBS_PAGES_OUT=folder` also writes the made-up site there, to be looked at or given to tests/browser.

use std::collections::BTreeMap;

use llmobs::pages::render_all;
use regex::Regex;

use crate::pages_world::{HOSTILE, world};

fn site() -> BTreeMap<String, Vec<u8>> {
    let (site, pages) = world();
    let files = render_all(&site, &pages).unwrap();
    let names: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
    assert!(names.windows(2).all(|two| two[0] < two[1]), "sorted, none twice: {names:?}");
    files.into_iter().collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn every_file_is_there_and_the_bytes_are_the_same_twice() {
    let files = site();
    let assets = ["explorer.css", "explorer.js", "icon.svg", "llmobs.css", "llmobs.js", "plotly.js", "theme.js"];
    for name in assets {
        assert!(!files[&format!("assets/{name}")].is_empty(), "{name}");
    }
    for page in ["index", "latency", "cost", "reliability", "categories", "quality"] {
        assert!(
            files.contains_key(&format!("{page}.html")) && files.contains_key(&format!("assets/figures/{page}.js"))
        );
    }
    assert_eq!(files.len(), assets.len() + 12);
    assert_eq!(files, site());
    if let Ok(out) = std::env::var("LLMOBS_PAGES_OUT") {
        for (name, bytes) in &files {
            let path = std::path::Path::new(&out).join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn pages_link_relatively_to_files_that_exist_and_run_no_inline_script() {
    let files = site();
    let link = Regex::new(r#"(?:src|href)="([^"]*)""#).unwrap();
    let handler = Regex::new(r"<[^>]* on[a-z]+=").unwrap();
    let script = Regex::new(r"<script([^>]*)>([^<]*)").unwrap();
    for name in files.keys().filter(|name| name.ends_with(".html")) {
        let html = text(&files, name);
        let mut links = 0;
        for found in link.captures_iter(&html) {
            let target = found[1].replace("&#x2f;", "/");
            match target.strip_prefix('#') {
                Some(id) => assert!(html.contains(&format!("id=\"{id}\"")), "{name} links to #{id}"),
                None => assert!(files.contains_key(&target), "{name} links to {target}"),
            }
            links += 1;
        }
        assert!(links > 10);
        for found in script.captures_iter(&html) {
            assert!(found[1].contains("src=") && found[2].is_empty(), "{name}: {}", &found[0]);
        }
        assert!(!handler.is_match(&html), "{name} has an inline handler");
        assert!(html.contains("default-src 'none'; script-src 'self'"));
        assert!(!html.contains("http:") && !html.contains("https:"), "{name} names another place");
    }
}

#[test]
fn hostile_texts_are_text_in_pages_and_in_scripts() {
    let files = site();
    let quality = text(&files, "quality.html");
    assert!(quality.contains("&lt;&#x2f;script&gt;&lt;img src=x onerror=alert(1)&gt;"));
    assert!(!quality.contains("<img") && !quality.contains(">49<"));
    assert!(
        text(&files, "index.html").contains("<title>Overview · Assistants &lt;in&gt; production &amp; staging</title>")
    );
    let script = text(&files, "assets/figures/quality.js");
    assert!(!script.contains('<'));
    let json = script.strip_prefix("llmobs.register(\"quality\", ").unwrap().strip_suffix(");\n").unwrap();
    let content: serde_json::Value = serde_json::from_str(json).unwrap();
    for (i, hostile) in HOSTILE.iter().enumerate() {
        assert_eq!(content["panels"]["ledger"]["table"]["rows"][i][0], *hostile);
    }
}

#[test]
fn the_first_view_needs_no_script() {
    let files = site();
    let index = text(&files, "index.html");
    assert!(!index.contains("plotly"), "Plotly is loaded by script, after the first view");
    for words in
        ["412.3 k", "$1,234.50", "97.3 %", "840 ms", "worse", "n = 412,345 requests", "95 % interval 97.0–97.6 %"]
    {
        assert!(index.contains(words), "{words}");
    }
    assert_eq!(index.matches("class=\"spark\"").count(), 5, "one headline is unknown");
    assert!(index.contains("No hallucination labels in this data."));
    let quality = text(&files, "quality.html");
    assert_eq!(quality.matches("<tr>").count(), 31);
    assert!(quality.contains("<td class=\"num\">–</td>") && quality.contains("$0.0031"));
    assert!(quality.contains("None: every row was read."));
}

#[test]
fn a_figure_without_a_neighbour_takes_the_whole_width() {
    let files = site();
    let wide = Regex::new(r#"<figure class="figure( wide)?(?: is-empty)?" id="([a-z0-9_]+)""#).unwrap();
    let index = text(&files, "index.html");
    let got: Vec<_> = wide.captures_iter(&index).map(|found| (found[2].to_string(), found.get(1).is_some())).collect();
    let want =
        [("p95_by_model", true), ("cost_by_provider", false), ("success_by_category", false), ("hour_of_week", true)];
    assert_eq!(got, want.map(|(id, wide)| (id.to_string(), wide)));
}

#[test]
fn an_id_that_comes_twice_is_refused() {
    let (site, mut pages) = world();
    pages[1].figures[1].id = pages[1].figures[0].id;
    assert!(render_all(&site, &pages).unwrap_err().message.contains("p95_by_model"));
    let (site, mut pages) = world();
    pages[1].id = "index";
    assert!(render_all(&site, &pages).unwrap_err().message.contains("index"));
}
