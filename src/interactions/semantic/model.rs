//! A folder with a static-embedding model in the format of model2vec in, vectors of texts out. Nothing is ever fetched.
//!
//! The only file that names `tokenizers` and `safetensors`.

use std::fs;
use std::path::Path;

use half::{bf16, f16};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use tokenizers::Tokenizer;
use xxhash_rust::xxh3::Xxh3;

use super::kept::Kept;
use crate::error::{Error, OrFail, Result};

/// The files of a model: what it is, how texts are cut into tokens, and a vector for each token.
const FILES: [&str; 3] = ["config.json", "tokenizer.json", "model.safetensors"];
/// Names under which tools write the table of vectors.
const TABLES: [&str; 3] = ["embeddings", "0", "embedding.weight"];
const HINT: &str = "`embedding_model` wants a folder with config.json, tokenizer.json and model.safetensors of a static model in \
                    the format of model2vec; llmobs never fetches one";

/// A model that was read.
pub struct Model {
    name: String,
    tokenizer: Tokenizer,
    /// The vector of each row of the table, one after the other.
    table: Vec<f32>,
    width: usize,
    /// For each token its row and its weight; `None` for one that says nothing: it has no row, or means "unknown".
    rows: Vec<Option<(u32, f32)>>,
    words: Kept,
}

impl Model {
    /// Reads the folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let doing = || format!("cannot read the embedding model in {}", folder.display());
        let wrong = |cause: String| Error::new(doing()).because_of(cause).hint(HINT);
        let name = folder.canonicalize().or_fail(doing).map_err(|error| error.hint(HINT))?;
        let name = name.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut hash = Xxh3::new();
        let mut read = |file: &str| {
            let bytes = fs::read(folder.join(file)).map_err(|cause| wrong(format!("{file}: {cause}")))?;
            hash.update(&bytes);
            Ok::<_, Error>(bytes)
        };
        let (config, tokenizer, tensors) = (read(FILES[0])?, read(FILES[1])?, read(FILES[2])?);
        let name = format!("{name}#{:012x}", hash.digest128() >> 80);
        let json = |file: &str, bytes: &[u8]| {
            serde_json::from_slice::<Value>(bytes).map_err(|cause| wrong(format!("{file}: {cause}")))
        };
        // Whether vectors are to be brought to one length does not matter for angles between them.
        json(FILES[0], &config)?;
        let unknown = json(FILES[1], &tokenizer)?;
        let mut tokenizer =
            Tokenizer::from_bytes(&tokenizer).map_err(|cause| wrong(format!("{}: {cause}", FILES[1])))?;
        tokenizer.with_truncation(None).map_err(|cause| wrong(format!("{}: {cause}", FILES[1])))?;
        tokenizer.with_padding(None);
        let tensors = SafeTensors::deserialize(&tensors).map_err(|cause| wrong(format!("{}: {cause}", FILES[2])))?;
        let (table, width) = table(&tensors).map_err(|cause| wrong(format!("{}: {cause}", FILES[2])))?;
        let tokens = tokenizer.get_vocab_size(false);
        let mut rows =
            rows(&tensors, tokens, table.len() / width).map_err(|cause| wrong(format!("{}: {cause}", FILES[2])))?;
        if let Some(row) = self::unknown(&unknown, &tokenizer).and_then(|token| rows.get_mut(token as usize)) {
            *row = None;
        }
        Ok(Self { name, tokenizer, table, width, rows, words: Kept::default() })
    }

    /// The folder's name and a hash of the files in it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many tokens it has a vector for, and of how many numbers.
    pub fn size(&self) -> (usize, usize) {
        (self.rows.iter().flatten().count(), self.width)
    }

    /// The mean of the vectors of a text's tokens, brought to length 1; `None` where none says anything. Words between blanks are
    /// cut into tokens one by one.
    pub fn embed(&self, text: &str) -> Option<Vec<f32>> {
        let mut sum = vec![0.0; self.width];
        for word in text.split_whitespace() {
            self.words.tokens(word, || self.cut(word), |token| self.add(token, &mut sum));
        }
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length <= f32::EPSILON || !length.is_finite() {
            return None;
        }
        sum.iter_mut().for_each(|value| *value /= length);
        Some(sum)
    }

    fn cut(&self, word: &str) -> Vec<u32> {
        let mut tokens = self.tokenizer.encode_fast(word, false).map_or(Vec::new(), |cut| cut.get_ids().to_vec());
        tokens.retain(|token| self.rows.get(*token as usize).is_some_and(Option::is_some));
        tokens
    }

    fn add(&self, token: u32, sum: &mut [f32]) {
        if let Some((row, weight)) = self.rows[token as usize] {
            let start = row as usize * self.width;
            let vector = &self.table[start..start + self.width];
            sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += weight * value);
        }
    }
}

/// The table and the width of its rows.
fn table(tensors: &SafeTensors<'_>) -> Result<(Vec<f32>, usize), String> {
    let tensor = TABLES.iter().find_map(|name| tensors.tensor(name).ok());
    let tensor = tensor.ok_or_else(|| format!("it has no tensor `{}`: no static model", TABLES[0]))?;
    let [_, width] = *tensor.shape() else { return Err(format!("`{}` is no table of rows and columns", TABLES[0])) };
    let table = floats(&tensor)?;
    if table.is_empty() || width == 0 {
        return Err("its table is empty".to_owned());
    }
    if table.iter().any(|value| !value.is_finite()) {
        return Err("its table holds what is no number".to_owned());
    }
    Ok((table, width))
}

/// For each token its row and weight: the token's own number and 1, unless the file says otherwise.
fn rows(tensors: &SafeTensors<'_>, tokens: usize, height: usize) -> Result<Vec<Option<(u32, f32)>>, String> {
    let mapping: Vec<usize> = match tensors.tensor("mapping") {
        Ok(tensor) => wholes(&tensor)?,
        Err(_) => (0..height).collect(),
    };
    if mapping.len() < tokens || mapping.iter().any(|row| *row >= height) {
        return Err(format!("the tokenizer knows {tokens} tokens, the table has rows for {} only", mapping.len()));
    }
    let weights = tensors.tensor("weights").ok().map(|tensor| floats(&tensor)).transpose()?;
    if weights.as_ref().is_some_and(|weights| weights.len() < mapping.len()) {
        return Err("it has fewer weights than tokens".to_owned());
    }
    let weight = |token: usize| weights.as_ref().map_or(1.0, |weights| weights[token]);
    Ok(mapping.into_iter().enumerate().map(|(token, row)| Some((row as u32, weight(token)))).collect())
}

fn floats(tensor: &TensorView<'_>) -> Result<Vec<f32>, String> {
    fn each<const N: usize>(bytes: &[u8], one: impl Fn([u8; N]) -> f32) -> Vec<f32> {
        bytes.as_chunks().0.iter().map(|bytes| one(*bytes)).collect()
    }
    let bytes = tensor.data();
    Ok(match tensor.dtype() {
        Dtype::F64 => each(bytes, |b| f64::from_le_bytes(b) as f32),
        Dtype::F32 => each(bytes, f32::from_le_bytes),
        Dtype::F16 => each(bytes, |b| f16::from_le_bytes(b).to_f32()),
        Dtype::BF16 => each(bytes, |b| bf16::from_le_bytes(b).to_f32()),
        Dtype::I8 => each(bytes, |b| f32::from(i8::from_le_bytes(b))),
        other => return Err(format!("its vectors are of a type we do not read: {other:?}")),
    })
}

fn wholes(tensor: &TensorView<'_>) -> Result<Vec<usize>, String> {
    let bytes = tensor.data();
    let whole = match tensor.dtype() {
        Dtype::I64 => bytes.as_chunks().0.iter().map(|b| i64::from_le_bytes(*b)).collect::<Vec<_>>(),
        Dtype::I32 => bytes.as_chunks().0.iter().map(|b| i64::from(i32::from_le_bytes(*b))).collect(),
        other => return Err(format!("`mapping` is of a type we do not read: {other:?}")),
    };
    whole.into_iter().map(|row| usize::try_from(row).map_err(|_| "`mapping` has a row below 0".to_owned())).collect()
}

/// The token that stands for what the tokenizer does not know; model2vec leaves it out as well.
fn unknown(tokenizer: &Value, read: &Tokenizer) -> Option<u32> {
    let model = tokenizer.get("model")?;
    match model.get("unk_id").and_then(Value::as_u64) {
        Some(id) => u32::try_from(id).ok(),
        None => read.token_to_id(model.get("unk_token")?.as_str()?),
    }
}
