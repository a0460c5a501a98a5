//! The text of `src/` → its files and, for each, the paths and macros it names. Comments and strings do not count.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A Rust file of `src/`.
pub struct Source {
    /// Relative to `src/`, with `/`: `figures/mod.rs`.
    pub path: String,
    pub text: String,
}

/// A path (or a macro, as `name!`) that a file names.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    /// Segments; for a path into our own crate they start at its root and `ours` is true.
    pub path: Vec<String>,
    pub ours: bool,
    /// Inside a `mod tests { … }`.
    pub in_tests: bool,
}

/// Every file below `src/` with one of `endings`, sorted.
pub fn read(endings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("src/ can be read");
        if entry.path().extension().is_some_and(|ending| endings.iter().any(|e| ending == *e)) {
            let path = entry.path().strip_prefix(&root).expect("below src/").to_string_lossy().replace('\\', "/");
            sources.push(Source { path, text: fs::read_to_string(entry.path()).expect("sources are UTF-8") });
        }
    }
    sources
}

impl Source {
    /// `records/mod.rs` → `["records"]`, `config/file.rs` → `["config", "file"]`, `main.rs` → `[]`.
    pub fn module(&self) -> Vec<String> {
        let stem = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        if stem == "lib" || stem == "main" { Vec::new() } else { stem.split('/').map(str::to_string).collect() }
    }

    fn tokens(&self) -> TokenStream {
        self.text.parse().unwrap_or_else(|error| panic!("src/{} is not Rust: {error}", self.path))
    }

    /// Everything it names.
    pub fn named(&self) -> Vec<Named> {
        let mut finder = Finder { module: self.module(), in_tests: false, found: Vec::new() };
        finder.walk(self.tokens());
        finder.found
    }

    /// The words in the value of `const name` (or `static`), or in a call of the macro of that name in lower case
    /// (`figures! { … }` makes FIGURES), if it is here.
    pub fn registry(&self, name: &str) -> Option<Vec<String>> {
        let tokens: Vec<TokenTree> = self.tokens().into_iter().collect();
        let maker = name.to_lowercase();
        let call = tokens.windows(3).find(|three| is_ident(&three[0], &maker) && is_punct(&three[1], '!'));
        if let Some([_, _, TokenTree::Group(listed)]) = call {
            let mut words = Vec::new();
            collect_words(&TokenTree::Group(listed.clone()), &mut words);
            return Some(words);
        }
        let start = tokens.windows(2).position(|pair| {
            (is_ident(&pair[0], "const") || is_ident(&pair[0], "static")) && is_ident(&pair[1], name)
        })?;
        let value = tokens[start..].iter().skip_while(|token| !is_punct(token, '='));
        let mut words = Vec::new();
        value.take_while(|token| !is_punct(token, ';')).for_each(|token| collect_words(token, &mut words));
        Some(words)
    }
}

fn collect_words(token: &TokenTree, words: &mut Vec<String>) {
    match token {
        TokenTree::Ident(ident) => words.push(ident.to_string()),
        TokenTree::Group(group) => group.stream().into_iter().for_each(|token| collect_words(&token, words)),
        _ => {}
    }
}

fn is_ident(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if *ident == word)
}

fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// Whether `::` stands at `at`.
fn joins(tokens: &[TokenTree], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| is_punct(t, ':')) && tokens.get(at + 1).is_some_and(|t| is_punct(t, ':'))
}

struct Finder {
    module: Vec<String>,
    in_tests: bool,
    found: Vec<Named>,
}

impl Finder {
    fn walk(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at] {
                TokenTree::Ident(word) if *word == "mod" && self.enter(&tokens[at + 1..]) => at + 3,
                TokenTree::Ident(_) if joins(&tokens, at + 1) => self.path(&tokens, at, &[]),
                TokenTree::Ident(word) if *word == "use" && !joins(&tokens, at + 1) => self.path(&tokens, at + 1, &[]),
                TokenTree::Ident(word) if tokens.get(at + 1).is_some_and(|t| is_punct(t, '!')) => {
                    self.name(word.span().start().line, &[format!("{word}!")]);
                    at + 2
                }
                TokenTree::Group(group) => {
                    self.walk(group.stream());
                    at + 1
                }
                _ => at + 1,
            };
        }
    }

    /// `name { … }` of an inline module.
    fn enter(&mut self, rest: &[TokenTree]) -> bool {
        let [TokenTree::Ident(name), TokenTree::Group(body), ..] = rest else { return false };
        if body.delimiter() != Delimiter::Brace {
            return false;
        }
        let outside = self.in_tests;
        self.in_tests |= *name == "tests";
        self.module.push(name.to_string());
        self.walk(body.stream());
        self.module.pop();
        self.in_tests = outside;
        true
    }

    /// A path that starts at `at`, with the trees of `use a::{b, c::d}` taken apart. Returns where it ends.
    fn path(&mut self, tokens: &[TokenTree], mut at: usize, before: &[String]) -> usize {
        let mut segments = before.to_vec();
        let mut line = 0;
        loop {
            match tokens.get(at) {
                Some(TokenTree::Ident(word)) => {
                    line = word.span().start().line;
                    segments.push(word.to_string());
                    at += 1;
                    if joins(tokens, at) {
                        at += 2;
                        continue;
                    }
                    // `println!` reached by its path.
                    if tokens.get(at).is_some_and(|t| is_punct(t, '!')) {
                        segments.last_mut().expect("just pushed").push('!');
                    }
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace && !segments.is_empty() => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for part in inner.split(|token| is_punct(token, ',')).filter(|part| !part.is_empty()) {
                        self.path(part, 0, &segments);
                    }
                    return at + 1;
                }
                Some(TokenTree::Punct(mark)) => line = mark.span().start().line,
                _ => {}
            }
            self.name(line, &segments);
            return at;
        }
    }

    fn name(&mut self, line: usize, segments: &[String]) {
        let mut path = Vec::new();
        let mut ours = false;
        let mut rest = segments;
        while let [first, tail @ ..] = rest {
            match first.as_str() {
                "crate" | "llmobs" if !ours => path.clear(),
                "self" if !ours => path.clone_from(&self.module),
                "super" if !ours => path = self.module[..self.module.len().saturating_sub(1)].to_vec(),
                "super" => drop(path.pop()),
                _ => break,
            }
            ours = true;
            rest = tail;
        }
        path.extend_from_slice(rest);
        self.found.push(Named { line, path, ours, in_tests: self.in_tests });
    }
}
