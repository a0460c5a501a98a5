//! Views → HTML. The templates are in the binary; everything put into them is escaped.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use super::view;
use crate::error::{OrFail, Result};

const TEMPLATES: [(&str, &str); 6] = [
    ("base.html", include_str!("../../templates/base.html")),
    ("explorer.html", include_str!("../../templates/explorer.html")),
    ("page.html", include_str!("../../templates/page.html")),
    ("parts/figure.html", include_str!("../../templates/parts/figure.html")),
    ("parts/headline.html", include_str!("../../templates/parts/headline.html")),
    ("parts/panel.html", include_str!("../../templates/parts/panel.html")),
];

/// The compiled templates.
pub(super) struct Templates(Environment<'static>);

impl Templates {
    pub(super) fn new() -> Result<Self> {
        let mut env = Environment::new();
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        // A name that is misspelt in a template is an error, not an empty place on the page.
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.add_filter("prose", prose);
        for (name, source) in TEMPLATES {
            env.add_template(name, source).or_fail(|| format!("cannot compile the template {name}"))?;
        }
        Ok(Self(env))
    }

    pub(super) fn page(&self, site: &view::Site, nav: &[view::Link], page: &view::Page) -> Result<String> {
        // A page that is built otherwise has a template of its own name.
        let own = self.0.get_template(&format!("{}.html", page.id));
        let template = own.or_else(|_| self.0.get_template("page.html"));
        let template = template.or_fail(|| "cannot find the page template".into())?;
        let words = context! {
            site => Value::from(Serde(site)),
            nav => Value::from(Serde(nav)),
            page => Value::from(Serde(page)),
        };
        let html = template.render(words).or_fail(|| format!("cannot render the page {}", page.id))?;
        // HTML has no way to write control characters, and a NUL makes a file binary to many tools.
        Ok(html.replace(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r'), "\u{FFFD}"))
    }
}

/// Our own sentences: what stands between backticks is code. Everything else is escaped as anywhere.
fn prose(text: String) -> Value {
    let mut html = String::new();
    for (nth, part) in text.split('`').enumerate() {
        let escaped = part.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        html += &if nth % 2 == 1 { format!("<code>{escaped}</code>") } else { escaped };
    }
    Value::from_safe_string(html)
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn backticks_are_code_and_nothing_is_markup() {
        let html = prose("Log `a<b>` & \"c\"; `open".into()).to_string();
        assert_eq!(html, "Log <code>a&lt;b&gt;</code> &amp; &quot;c&quot;; <code>open</code>");
    }
}
