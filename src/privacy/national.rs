//! A run of digits → the national id around it. A country's id is a row: how it is written, and what must be right.

use std::ops::Range;
use std::sync::LazyLock;

use super::bounds::{is_escape, number_begins, number_ends, told};
use super::national_rules as rules;

/// A national id.
pub struct Id {
    /// The one id.
    pub id: &'static str,
    /// What it is, for people.
    pub label: &'static str,
    /// Words that tell it, lower case, for shapes that other numbers have as well.
    words: &'static [&'static str],
    /// How it is written, and whether a word must tell it. `d` is a digit, `A` a capital, `w` either, `k` a digit, K or X,
    /// everything else itself.
    shapes: &'static [(&'static str, bool)],
    /// Whether its digits and capitals are right.
    right: fn(&[u8]) -> bool,
}

const fn id(
    id: &'static str,
    label: &'static str,
    words: &'static [&'static str],
    shapes: &'static [(&'static str, bool)],
    right: fn(&[u8]) -> bool,
) -> Id {
    Id { id, label, words, shapes, right }
}

/// A word must tell it.
const TOLD: bool = true;
/// It is told by its shape and checksum.
const SURE: bool = false;

/// Every national id.
pub const IDS: &[Id] = &[
    id(
        "ar_cuit",
        "Argentine CUIT",
        &["cuit", "cuil"],
        &[("dd-dddddddd-d", SURE), ("ddddddddddd", TOLD)],
        rules::ar_cuit,
    ),
    id(
        "au_tfn",
        "Australian tax file number",
        &["tfn", "tax file"],
        &[("ddd ddd ddd", TOLD), ("ddddddddd", TOLD)],
        rules::au_tfn,
    ),
    id(
        "be_nn",
        "Belgian national number",
        &["rijksregister", "registre national", "insz", "niss"],
        &[("dd.dd.dd-ddd.dd", SURE), ("ddddddddddd", SURE)],
        rules::be_nn,
    ),
    id("br_cpf", "Brazilian CPF", &["cpf"], &[("ddd.ddd.ddd-dd", SURE), ("ddddddddddd", TOLD)], rules::br_cpf),
    id(
        "ca_sin",
        "Canadian SIN",
        &["sin", "social insurance", "nas"],
        &[("ddd-ddd-ddd", SURE), ("ddd ddd ddd", TOLD), ("ddddddddd", TOLD)],
        rules::ca_sin,
    ),
    id(
        "ch_ahv",
        "Swiss AHV number",
        &["ahv", "avs"],
        &[("ddd.dddd.dddd.dd", SURE), ("ddddddddddddd", SURE)],
        rules::ch_ahv,
    ),
    id(
        "cl_rut",
        "Chilean RUT",
        &["rut", "run"],
        &[("dd.ddd.ddd-k", SURE), ("d.ddd.ddd-k", SURE), ("dddddddd-k", TOLD)],
        rules::cl_rut,
    ),
    id(
        "cn_id",
        "Chinese resident id",
        &["身份证"],
        &[("dddddddddddddddddd", SURE), ("dddddddddddddddddk", SURE)],
        rules::cn_id,
    ),
    id(
        "de_tax",
        "German tax id",
        &["steuer", "idnr", "tin"],
        &[("ddddddddddd", SURE), ("dd ddd ddd ddd", SURE)],
        rules::de_tax,
    ),
    id(
        "es_dni",
        "Spanish DNI",
        &["dni"],
        &[("ddddddddA", SURE), ("dddddddd-A", SURE), ("dd.ddd.ddd-A", SURE)],
        rules::es_dni,
    ),
    id(
        "es_nie",
        "Spanish NIE",
        &["nie"],
        &[("AdddddddA", SURE), ("A-ddddddd-A", SURE), ("Addddddd-A", SURE)],
        rules::es_nie,
    ),
    id("fi_hetu", "Finnish identity code", &["hetu"], &[("dddddd-dddw", SURE), ("ddddddAdddw", SURE)], rules::fi_hetu),
    id(
        "fr_nir",
        "French NIR",
        &["nir", "sécu", "secu"],
        &[
            ("ddddddddddddddd", SURE),
            ("ddddddAdddddddd", SURE),
            ("d dd dd dd ddd ddd dd", SURE),
            ("d dd dd dA ddd ddd dd", SURE),
        ],
        rules::fr_nir,
    ),
    id(
        "gb_nhs",
        "NHS number",
        &["nhs"],
        &[("ddd ddd dddd", TOLD), ("ddd-ddd-dddd", TOLD), ("dddddddddd", TOLD)],
        rules::gb_nhs,
    ),
    id(
        "gb_nino",
        "UK national insurance number",
        &["nino", "national insurance"],
        &[("AAddddddA", SURE), ("AA dd dd dd A", SURE)],
        rules::gb_nino,
    ),
    id("ie_pps", "Irish PPS number", &["pps", "ppsn"], &[("dddddddA", TOLD), ("dddddddAA", TOLD)], rules::ie_pps),
    id(
        "in_aadhaar",
        "Indian Aadhaar",
        &["aadhaar", "aadhar", "uidai", "आधार"],
        &[("dddd dddd dddd", SURE), ("dddd-dddd-dddd", SURE), ("dddddddddddd", TOLD)],
        rules::in_aadhaar,
    ),
    id("it_cf", "Italian codice fiscale", &["codice fiscale"], &[("AAAAAAddAddAdddA", SURE)], rules::it_cf),
    id(
        "jp_my",
        "Japanese My Number",
        &["my number", "マイナンバー", "個人番号"],
        &[("dddddddddddd", TOLD), ("dddd dddd dddd", TOLD), ("dddd-dddd-dddd", TOLD)],
        rules::jp_my,
    ),
    id("kr_rrn", "Korean resident number", &["주민"], &[("dddddd-ddddddd", SURE)], rules::kr_rrn),
    id("mx_curp", "Mexican CURP", &["curp"], &[("AAAAddddddAAAAAAwd", SURE)], rules::mx_curp),
    id(
        "nl_bsn",
        "Dutch BSN",
        &["bsn", "burgerservicenummer", "sofinummer", "sofi"],
        &[("ddddddddd", TOLD), ("dddd.dd.ddd", TOLD), ("ddd ddd ddd", TOLD), ("ddd.ddd.ddd", TOLD)],
        rules::nl_bsn,
    ),
    id(
        "no_fnr",
        "Norwegian birth number",
        &["fødselsnummer"],
        &[("ddddddddddd", SURE), ("dddddd ddddd", SURE)],
        rules::no_fnr,
    ),
    id("pl_pesel", "Polish PESEL", &["pesel"], &[("ddddddddddd", SURE)], rules::pl_pesel),
    id(
        "pt_nif",
        "Portuguese NIF",
        &["nif", "contribuinte"],
        &[("ddddddddd", TOLD), ("ddd ddd ddd", TOLD)],
        rules::pt_nif,
    ),
    id(
        "se_pnr",
        "Swedish personal number",
        &["personnummer"],
        &[("dddddd-dddd", SURE), ("dddddddd-dddd", SURE), ("dddddddddd", TOLD), ("dddddddddddd", TOLD)],
        rules::se_pnr,
    ),
    id("sg_nric", "Singaporean NRIC", &["nric", "fin"], &[("AdddddddA", SURE)], rules::sg_nric),
    id(
        "tr_tckn",
        "Turkish identity number",
        &["tckn", "tc kimlik", "kimlik"],
        &[("ddddddddddd", TOLD)],
        rules::tr_tckn,
    ),
    id(
        "us_ssn",
        "US social security number",
        &["ssn", "social security", "itin"],
        &[("ddd-dd-dddd", SURE), ("ddd dd dddd", TOLD), ("ddddddddd", TOLD)],
        rules::us_ssn,
    ),
    id(
        "za_id",
        "South African id",
        &["id number", "identity number", "sa id"],
        &[("ddddddddddddd", TOLD)],
        rules::za_id,
    ),
];

/// Longest run of digits, and most letters, with which a shape begins.
const LONGEST: usize = 18;
const LETTERS: usize = 6;

type Starts = Vec<Vec<(usize, &'static str, bool)>>;

/// Rows and shapes by how they begin: letters, then digits.
static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut starts = vec![Vec::new(); (LETTERS + 1) * (LONGEST + 1)];
    for (row, id) in IDS.iter().enumerate() {
        for (shape, told) in id.shapes {
            let letters = shape.bytes().take_while(|byte| *byte == b'A').count();
            let digits =
                shape[letters..].trim_start_matches([' ', '-']).bytes().take_while(|byte| *byte == b'd').count();
            starts[letters * (LONGEST + 1) + digits].push((row, *shape, *told));
        }
    }
    starts
});

/// The row and the place of the national id that a run of digits begins, if there is one.
pub fn find(text: &str, at: Range<usize>) -> Option<(usize, Range<usize>)> {
    let bytes = text.as_bytes();
    if at.len() > LONGEST {
        return None;
    }
    let gap = at.start.checked_sub(1).is_some_and(|before| b" -".contains(&bytes[before])) && at.len() > 1;
    let none = try_at(text, at.start, 0, at.len());
    none.or_else(|| letters(text, at.start, at.len()))
        .or_else(|| if gap { letters(text, at.start - 1, at.len()) } else { None })
}

/// With the capitals that end at `end` before it.
fn letters(text: &str, end: usize, digits: usize) -> Option<(usize, Range<usize>)> {
    let bytes = text.as_bytes();
    let letters = bytes[..end].iter().rev().take(LETTERS + 1).take_while(|byte| byte.is_ascii_uppercase()).count();
    if letters == 0 || letters > LETTERS { None } else { try_at(text, end - letters, letters, digits) }
}

fn try_at(text: &str, start: usize, letters: usize, digits: usize) -> Option<(usize, Range<usize>)> {
    let bytes = text.as_bytes();
    let shapes = &STARTS[letters * (LONGEST + 1) + digits];
    // After `_` or `-` an id may stand in the name of a file.
    let named = start >= 2 && matches!(bytes[start - 1], b'_' | b'-') && bytes[start - 2].is_ascii_alphabetic();
    if shapes.is_empty()
        || !(number_begins(bytes, start) || named && digits + letters > 8 && !is_escape(bytes, start - 1))
    {
        return None;
    }
    let mut characters = [0; 24];
    // Several may fit, such as dates with eleven digits: then a word decides, else the first.
    let mut fitting = None;
    for (row, shape, needs_word) in shapes {
        let (id, end) = (&IDS[*row], start + shape.len());
        let Some(length) = bytes.get(start..end).and_then(|part| fits(part, shape, &mut characters)) else { continue };
        let joined = bytes.get(end) == Some(&b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        let ended = number_ends(bytes, end) && !joined;
        if !ended || !(id.right)(&characters[..length]) {
            continue;
        }
        if told(text, start, id.words) {
            return Some((*row, start..end));
        }
        if !needs_word && fitting.is_none() {
            fitting = Some((*row, start..end));
        }
    }
    fitting
}

/// Copies what is not between; how much that is, or nothing where the text has another shape.
fn fits(text: &[u8], shape: &str, characters: &mut [u8; 24]) -> Option<usize> {
    let mut length = 0;
    for (byte, wanted) in text.iter().zip(shape.bytes()) {
        let (fits, counts) = match wanted {
            b'd' => (byte.is_ascii_digit(), true),
            b'A' => (byte.is_ascii_uppercase(), true),
            b'w' => (byte.is_ascii_uppercase() || byte.is_ascii_digit(), true),
            b'k' => (byte.is_ascii_digit() || b"KkXx".contains(byte), true),
            other => (*byte == other, false),
        };
        if !fits {
            return None;
        }
        if counts {
            characters[length] = byte.to_ascii_uppercase();
            length += 1;
        }
    }
    Some(length)
}
