//! A model's name as logged in, the names a price table may know it by out: only documented decorations come off.

/// Suffixes after `:` that change what a call costs; taking one off would price another product.
const PRICED_VARIANTS: &[&str] = &["free", "batch", "flex", "priority", "fast"];

/// Cross-region prefixes of Amazon Bedrock's inference profiles.
const REGIONS: &[&str] = &["us.", "eu.", "apac.", "global."];

/// The name itself first, then with one decoration off, then two, …; all in lower case.
///
/// Decorations: a provider prefix (`openai/`, told by `is_provider`; `models/`, as Google's API writes), a region
/// prefix, `:variant`, `@date`, `-YYYYMMDD`. A compact date is first also tried as `-YYYY-MM-DD`, which is the same date.
pub fn forms(model: &str, is_provider: impl Fn(&str) -> bool) -> Vec<String> {
    let mut forms = vec![model.trim().to_lowercase()];
    let mut next = 0;
    while let Some(name) = forms.get(next).cloned() {
        let stripped = [
            dashed_date(&name),
            without_prefix(&name, &is_provider),
            REGIONS.iter().find_map(|region| name.strip_prefix(region)).map(str::to_owned),
            without_variant(&name),
            name.split_once('@').map(|(bare, _)| bare.to_owned()),
            compact_date(&name).map(|(start, end)| name[..start].to_owned() + &name[end..]),
        ];
        for form in stripped.into_iter().flatten() {
            if !form.is_empty() && !forms.contains(&form) {
                forms.push(form);
            }
        }
        next += 1;
    }
    forms
}

/// The provider that a name's prefix names, and the rest.
pub fn prefix(model: &str) -> Option<(&str, &str)> {
    model.split_once('/').filter(|(prefix, rest)| !prefix.is_empty() && !rest.is_empty())
}

fn without_prefix(name: &str, is_provider: &impl Fn(&str) -> bool) -> Option<String> {
    prefix(name).filter(|(prefix, _)| *prefix == "models" || is_provider(prefix)).map(|(_, rest)| rest.to_owned())
}

fn without_variant(name: &str) -> Option<String> {
    name.rsplit_once(':').filter(|(_, variant)| !PRICED_VARIANTS.contains(variant)).map(|(bare, _)| bare.to_owned())
}

/// Where `-YYYYMMDD` stands: at the end, or before `:`, `@` or `-`.
fn compact_date(name: &str) -> Option<(usize, usize)> {
    name.match_indices('-').map(|(at, _)| (at, at + 9)).find(|&(at, end)| {
        let digits = name.as_bytes().get(at + 1..end).unwrap_or(&[]);
        digits.len() == 8
            && digits.iter().all(u8::is_ascii_digit)
            && digits.starts_with(b"20")
            && matches!(name.as_bytes().get(end), None | Some(b':' | b'@' | b'-'))
    })
}

fn dashed_date(name: &str) -> Option<String> {
    let (at, end) = compact_date(name)?;
    let date = &name[at + 1..end];
    Some(format!("{}-{}-{}-{}{}", &name[..at], &date[..4], &date[4..6], &date[6..], &name[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(model: &str) -> Vec<String> {
        forms(model, |p| ["openai", "bedrock", "openrouter", "anthropic"].contains(&p))
    }

    #[test]
    fn decorations_come_off_one_by_one() {
        assert_eq!(of("GPT-4o"), ["gpt-4o"]);
        assert_eq!(of("openai/gpt-4o:online"), ["openai/gpt-4o:online", "gpt-4o:online", "openai/gpt-4o", "gpt-4o"]);
        assert_eq!(of("claude-sonnet-4@20250514"), ["claude-sonnet-4@20250514", "claude-sonnet-4"]);
        assert_eq!(of("models/gemini-2.5-pro"), ["models/gemini-2.5-pro", "gemini-2.5-pro"]);
        assert!(of("bedrock/us.anthropic.claude-x-20250929-v1:0").contains(&"anthropic.claude-x-v1".to_owned()));
        assert!(of("openrouter/anthropic/claude-x").contains(&"claude-x".to_owned()));
    }

    #[test]
    fn the_same_date_is_tried_before_no_date() {
        assert_eq!(of("gpt-4o-20240513"), ["gpt-4o-20240513", "gpt-4o-2024-05-13", "gpt-4o"]);
    }

    #[test]
    fn nothing_else_comes_off() {
        for name in
            ["gpt-4o-2099-01-01", "llama-3:free", "nobody/llama-3", "gpt-4o-mini-fast", "x-latest", "m-12345678"]
        {
            assert_eq!(of(name), [name]);
        }
    }
}
