//! JSON lines, arrays and objects over several lines.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| llmobs_fuzz::compare("{\"id\": 1}", bytes));
