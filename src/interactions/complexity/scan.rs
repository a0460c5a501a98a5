//! A prompt in, counts of its words, sentences, questions, symbols and numbers out, in one pass over its bytes.

use crate::interactions::text::{CLASSES, Class, Wide, is_mark, wide};

/// Bits of the sketch that distinct words are counted with.
const SKETCH_BITS: usize = 8_192;

/// What a text is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// Words of scripts that put spaces between them; digits count as letters.
    pub words: u32,
    /// Letters and digits in those words.
    pub letters: u32,
    /// Characters of scripts without spaces: Chinese and Japanese, then Thai and its neighbours.
    pub ideographs: u32,
    /// See `ideographs`.
    pub unspaced: u32,
    /// Different words, and different characters of scripts without spaces; counted with a sketch, about 2 % off.
    pub distinct: u32,
    /// Sentences, list items and paragraphs; at least 1 where there is a word.
    pub sentences: u32,
    /// Question marks, of any script; several in a row are one.
    pub questions: u32,
    /// Runs of digits that begin outside a word; `1,024.5` is one.
    pub numbers: u32,
    /// Characters that prose seldom has and code, markup and formulas often: `{}[]<>=_\|;` and the backtick.
    pub symbols: u32,
    /// Characters that are not blank.
    pub visible: u32,
    /// Three backticks: a fenced block.
    pub fenced: bool,
}

impl Scan {
    /// Counts.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut scan = Self::default();
        let mut sketch = [0_u64; SKETCH_BITS / 64];
        let (mut word, mut number, mut spoken, mut asked) = (0_u32, false, false, false);
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let class = CLASSES[usize::from(byte)];
            let mut length = 1;
            let mut ends = false;
            let was_asked = std::mem::take(&mut asked);
            match class {
                Class::Letter | Class::Digit => {
                    if class == Class::Digit && word == 0 && !number {
                        scan.numbers += 1;
                        number = true;
                    }
                    // Most bytes of most prompts go through this loop and nothing else.
                    let (mut hash, mut digits) = (if word == 0 { BASIS } else { word }, true);
                    length = 0;
                    while let Some(&letter) = bytes.get(at + length)
                        && let Class::Letter | Class::Digit = CLASSES[usize::from(letter)]
                    {
                        hash = mix(hash, u32::from(letter | 0x20));
                        digits &= letter.is_ascii_digit();
                        length += 1;
                    }
                    word = hash;
                    number &= length == 1 || digits;
                    scan.letters += length as u32;
                    scan.visible += length as u32;
                    spoken = true;
                    // So does the blank that most words end with.
                    if bytes.get(at + length) == Some(&b' ') {
                        scan.close(&mut word, &mut sketch);
                        number = false;
                        length += 1;
                    }
                    at += length;
                    continue;
                }
                Class::Two if !is_mark(byte, bytes[at + 1]) => {
                    length = 2;
                    scan.letters += 1;
                    word = grow(word, u32::from(byte) << 8 | u32::from(bytes[at + 1]));
                }
                Class::Three => {
                    length = 3;
                    let code = u32::from(byte) << 16 | u32::from(bytes[at + 1]) << 8 | u32::from(bytes[at + 2]);
                    match wide(byte, bytes[at + 1]) {
                        Wide::Hangul | Wide::Letter => {
                            scan.letters += 1;
                            word = grow(word, code);
                        }
                        Wide::Ideograph | Wide::Kana => {
                            scan.close(&mut word, &mut sketch);
                            scan.ideographs += 1;
                            spoken = true;
                            note(grow(0, code), &mut sketch);
                        }
                        Wide::Unspaced => {
                            scan.close(&mut word, &mut sketch);
                            scan.unspaced += 1;
                            spoken = true;
                            note(grow(0, code), &mut sketch);
                        }
                        Wide::Mark => {
                            // ’ inside a word belongs to it, as ' does.
                            if code == 0xe2_80_99 && word != 0 {
                                scan.visible += 1;
                                at += 3;
                                continue;
                            }
                            asked = code == 0xef_bc_9f;
                            // 。！？ and the Devanagari-like full stops are rarer; the full-width ones carry the weight.
                            ends = asked || matches!(code, 0xe3_80_82 | 0xef_bc_81);
                        }
                    }
                }
                Class::Space => {
                    ends = byte == b'\n' && starts_item(&bytes[at + 1..]);
                }
                Class::Mark => match byte {
                    b'\'' if word != 0 => {
                        scan.visible += 1;
                        at += 1;
                        continue;
                    }
                    b'.' | b',' if number && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                        // Still the same number, and no end of anything.
                        scan.visible += 1;
                        at += 1;
                        continue;
                    }
                    b'?' => {
                        asked = true;
                        ends = true;
                    }
                    b'.' | b'!' => ends = bytes.get(at + 1).is_none_or(|next| !next.is_ascii_alphanumeric()),
                    b'{' | b'}' | b'[' | b']' | b'<' | b'>' | b'=' | b'_' | b'\\' | b'|' | b';' => scan.symbols += 1,
                    b'`' => {
                        scan.symbols += 1;
                        scan.fenced |= bytes[at..].starts_with(b"```");
                    }
                    _ => {}
                },
                Class::Two => {
                    length = 2;
                    asked = (byte, bytes[at + 1]) == (0xd8, 0x9f);
                    ends = asked;
                }
                Class::Four => length = 4,
                Class::Inside => {}
            }
            let in_word = class == Class::Two && !is_mark(byte, bytes[at + 1])
                || class == Class::Three && matches!(wide(byte, bytes[at + 1]), Wide::Hangul | Wide::Letter);
            if in_word {
                spoken = true;
            } else {
                scan.close(&mut word, &mut sketch);
            }
            number = false;
            scan.questions += u32::from(asked && !was_asked);
            if ends && std::mem::take(&mut spoken) {
                scan.sentences += 1;
            }
            scan.visible += u32::from(class != Class::Space);
            at += length;
        }
        scan.close(&mut word, &mut sketch);
        scan.sentences += u32::from(spoken);
        scan.distinct = distinct(&sketch);
        scan
    }

    /// Ends the word at hand, if there is one.
    fn close(&mut self, word: &mut u32, sketch: &mut [u64]) {
        if *word != 0 {
            self.words += 1;
            note(std::mem::take(word), sketch);
        }
    }
}

/// What the hash of a word begins with.
const BASIS: u32 = 0x811c_9dc5;

/// Takes one more character into the hash of a word (FNV-1a's step); never 0, which means "no word".
fn mix(hash: u32, code: u32) -> u32 {
    (hash ^ code).wrapping_mul(0x0100_0193) | 1
}

/// The same, where the character may be the first.
fn grow(hash: u32, code: u32) -> u32 {
    mix(if hash == 0 { BASIS } else { hash }, code)
}

fn note(hash: u32, sketch: &mut [u64]) {
    // The low bit is always set; the high bits of a product are the well mixed ones.
    let slot = (hash.wrapping_mul(0x9e37_79b1) >> 19) as usize % SKETCH_BITS;
    sketch[slot / 64] |= 1 << (slot % 64);
}

/// Linear counting (Whang, Vander-Zanden and Taylor 1990): −m · ln(share of bits still unset).
fn distinct(sketch: &[u64]) -> u32 {
    let set: u32 = sketch.iter().map(|bits| bits.count_ones()).sum();
    let bits = SKETCH_BITS as f64;
    let unset = (bits - f64::from(set)).max(1.0);
    (bits * (bits / unset).ln()).round() as u32
}

/// Whether what follows a line's end begins something new: an empty line, a list item, a heading.
fn starts_item(rest: &[u8]) -> bool {
    let next = rest.iter().find(|&&byte| byte != b' ' && byte != b'\t' && byte != b'\r');
    next.is_none_or(|&byte| matches!(byte, b'\n' | b'-' | b'*' | b'#' | b'0'..=b'9'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english() {
        let scan = Scan::of("Don't stop. Is 3.5 (or 1,024) the limit?? The limit is x2.");
        assert_eq!((scan.words, scan.sentences, scan.questions, scan.numbers), (12, 3, 1, 2));
        // don't stop is 3.5 or 1,024 the limit x2: "the", "limit" and "is" come twice.
        assert_eq!(scan.distinct, 9);
        assert_eq!(scan.letters, 4 + 4 + 2 + 2 + 2 + 4 + 3 + 5 + 3 + 5 + 2 + 2);
    }

    #[test]
    fn chinese_thai_korean_arabic() {
        let scan = Scan::of("你好，世界。你好吗？");
        assert_eq!((scan.words, scan.ideographs, scan.distinct, scan.sentences, scan.questions), (0, 7, 5, 2, 1));
        assert_eq!(Scan::of("ภาษาไทย").unspaced, 7);
        let korean = Scan::of("안녕 세계. 반갑다!");
        assert_eq!((korean.words, korean.letters, korean.sentences), (3, 7, 2));
        let arabic = Scan::of("ما هذا؟ كتاب، قلم");
        assert_eq!((arabic.words, arabic.sentences, arabic.questions), (4, 2, 1));
    }

    #[test]
    fn lists_code_and_blanks() {
        let list = Scan::of("Do this:\n- one\n- two\nand more of two\n\nEnd");
        assert_eq!((list.sentences, list.symbols), (4, 0));
        let code = Scan::of("```rust\nlet x = a[0];\n```");
        assert!(code.fenced && code.symbols == 6 + 1 + 2 + 1);
        assert_eq!(Scan::of(" \n\t "), Scan::default());
    }

    #[test]
    fn distinct_words_are_counted_well_enough() {
        let text: String = (0..3_000).map(|n| format!("w{} ", n % 2_000)).collect();
        let counted = f64::from(Scan::of(&text).distinct);
        assert!((counted / 2_000.0 - 1.0).abs() < 0.04, "{counted}");
    }
}
