//! CSV with any delimiter.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| llmobs_fuzz::compare("id,prompt", bytes));
