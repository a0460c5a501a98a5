//! A tiny embedding model of our own, written as model2vec writes: nine words, vectors of three numbers.

use std::path::Path;

use serde_json::json;

/// Words and their vectors; the first is what the tokenizer does not know.
pub const WORDS: [(&str, [f32; 3]); 9] = [
    ("[UNK]", [9.0, 9.0, 9.0]),
    ("river", [1.0, 0.0, 0.0]),
    ("stream", [0.8, 0.6, 0.0]),
    ("boat", [0.0, 1.0, 0.0]),
    ("ship", [0.0, 0.8, 0.6]),
    ("tax", [0.0, 0.0, 1.0]),
    ("is", [0.1, 0.1, 0.1]),
    ("the", [0.05, 0.0, 0.05]),
    ("old", [0.5, 0.5, 0.0]),
];

/// Tensors as the format safetensors has them: a header in JSON after its length, then the numbers.
pub fn tensors(named: &[(&str, &str, &[usize], Vec<u8>)]) -> Vec<u8> {
    let mut header = serde_json::Map::new();
    let mut data = Vec::new();
    for (name, kind, shape, bytes) in named {
        let from = data.len();
        data.extend_from_slice(bytes);
        header.insert((*name).to_owned(), json!({"dtype": kind, "shape": shape, "data_offsets": [from, data.len()]}));
    }
    let header = serde_json::Value::Object(header).to_string();
    [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &data].concat()
}

/// Numbers as they lie in a file.
pub fn bytes(numbers: impl IntoIterator<Item = f32>) -> Vec<u8> {
    numbers.into_iter().flat_map(f32::to_le_bytes).collect()
}

/// The tensors of [`WORDS`], with every number times `by`.
pub fn table(by: f32) -> Vec<u8> {
    let numbers = WORDS.iter().flat_map(|(_, vector)| *vector).map(|value| value * by);
    tensors(&[("embeddings", "F32", &[WORDS.len(), 3], bytes(numbers))])
}

/// The model in a folder, with these tensors.
pub fn write(folder: &Path, tensors: Vec<u8>) {
    let vocabulary: serde_json::Map<_, _> =
        WORDS.iter().enumerate().map(|(id, (word, _))| ((*word).to_owned(), json!(id))).collect();
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": null, "decoder": null,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    });
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("config.json"), r#"{"model_type": "model2vec", "normalize": true}"#).unwrap();
    std::fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
    std::fs::write(folder.join("model.safetensors"), tensors).unwrap();
}

/// The sum of the vectors of the words of [`WORDS`] that a text has, brought to length 1.
pub fn vector(text: &str) -> [f64; 3] {
    let mut sum = [0.0; 3];
    for word in text.to_lowercase().split(|c: char| !c.is_alphabetic()) {
        if let Some((_, vector)) = WORDS[1..].iter().find(|(known, _)| *known == word) {
            sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += f64::from(*value));
        }
    }
    let length = sum.iter().map(|value| value * value).sum::<f64>().sqrt();
    sum.map(|value| value / length)
}

/// The cosine of two texts.
pub fn cosine(a: &str, b: &str) -> f64 {
    vector(a).iter().zip(vector(b)).map(|(x, y)| x * y).sum()
}
