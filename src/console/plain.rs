//! Untrusted text → text that a terminal only prints.

use std::borrow::Cow;

/// `text` with everything escaped that a terminal would act on: control characters, line ends, and the marks that turn
/// the direction of writing around.
pub fn plain(text: &str) -> Cow<'_, str> {
    let acts = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn untrusted_text_cannot_drive_the_terminal() {
        assert_eq!(plain("größe 猫 👍"), "größe 猫 👍");
        assert_eq!(plain("a\x1b[2Jb\r\nerror: fake"), "a\\u{1b}[2Jb\\r\\nerror: fake");
        assert_eq!(plain("x\u{202e}gpj.exe\u{9b}31m"), "x\\u{202e}gpj.exe\\u{9b}31m");
    }
}
