//! The list of what is looked for. A kind is a row here, a row of national ids, or a row of vendors' keys.

use std::ops::Range;

use super::national::IDS;
use super::vendors::VENDORS;
use super::{card, email, iban, ip, jwt, login, pem, phone};

/// How a kind is found. Each way is given the whole text and a place, and answers with what is to be removed there.
pub enum Seek {
    /// At one of these texts, letters as written: where it starts and ends.
    Words(&'static [&'static str], fn(&str, Range<usize>) -> Option<Range<usize>>),
    /// The same where there may be several.
    Each(&'static [&'static str], fn(&str, Range<usize>) -> Vec<Range<usize>>),
    /// At every run of digits.
    Digits(fn(&str, Range<usize>) -> Option<Range<usize>>),
}

/// A kind of text that is not published.
pub struct Kind {
    /// The one id: placeholder, table on the page, README.
    pub id: &'static str,
    /// What it is, for people.
    pub label: &'static str,
    /// How it is told from what looks like it.
    pub about: &'static str,
    /// How it is found.
    pub seek: Seek,
}

/// Everything but national ids and vendors' keys. Where two kinds want the same text, the longer hit wins, then the first.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "private_key",
        label: "Private key",
        about: "a PEM block of a private key, also one that was cut off",
        seek: Seek::Words(&["-----BEGIN "], pem::find),
    },
    Kind {
        id: "jwt",
        label: "JSON web token",
        about: "three or five parts whose first decodes to a JSON object with `alg`",
        seek: Seek::Words(&["eyJ"], jwt::find),
    },
    Kind {
        id: "login",
        label: "Credentials in a URL",
        about: "`user:password@` or a parameter such as `token=`; words such as `user:password` and `${USER}` are left",
        seek: Seek::Each(&["://"], login::in_url),
    },
    Kind {
        id: "authorization",
        label: "Authorization header",
        about: "what follows `Bearer`, if it is long and has digits, or `Basic`, if it decodes to `user:password`",
        seek: Seek::Words(&["Bearer ", "bearer ", "Basic ", "basic "], login::in_header),
    },
    Kind {
        id: "email",
        label: "E-mail address",
        about: "a name, `@` and a domain that does not end like a file; `git@` is left",
        seek: Seek::Words(&["@", "%40"], email::find),
    },
    Kind {
        id: "iban",
        label: "IBAN",
        about: "a country's length and mod 97 = 1, in one piece or in groups of four",
        seek: Seek::Digits(iban::find),
    },
    Kind {
        id: "card",
        label: "Card number",
        about: "an issuer's prefix and length, grouped as on cards or in one piece, and Luhn's checksum",
        seek: Seek::Digits(card::find),
    },
    Kind {
        id: "ip",
        label: "IP address",
        about: "IPv4 and IPv6; not loopback, masks, resolvers such as 8.8.8.8, or what stands where versions stand",
        seek: Seek::Digits(ip::find),
    },
    Kind {
        id: "phone",
        label: "Phone number",
        about: "with `+` and a country's code, in a shape in which a country writes them, or after a word such as `phone`",
        seek: Seek::Digits(phone::find),
    },
];

/// Id and label of everything that is looked for, the user's own patterns apart.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let ids = IDS.iter().map(|id| (id.id, id.label));
    KINDS.iter().map(|kind| (kind.id, kind.label)).chain(ids).chain(VENDORS.iter().map(|v| (v.id, v.label)))
}
