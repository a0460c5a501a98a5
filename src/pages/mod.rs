//! Drawn figures, headlines and tables → every file of the site, as relative paths and bytes.
//!
//! The only room that names minijinja. A page is text for a browser that may have no network and no server: it links
//! relatively, runs only its own classic scripts, and shows numbers, tables and trends before any script has run.
//! What it must not do: read the clock, touch the disk, or compute a number.

mod assets;
mod contents;
mod script;
mod shell;
mod spark;
mod templates;
mod view;

use std::collections::HashSet;

pub use contents::{PAGES, Page, assemble};

use crate::error::{Error, Result};
use crate::figures::drawn::{PageContent, SiteContent};

/// A file of the site: its path relative to the site's folder, and its bytes.
pub type SiteFile = (String, Vec<u8>);

/// Every file of the site, sorted by path; the same content gives the same bytes.
///
/// # Errors
/// When two pages, or two things on one page, have the same id: links and downloads could not tell them apart.
pub fn render_all(site: &SiteContent, pages: &[PageContent]) -> Result<Vec<SiteFile>> {
    check_ids(pages)?;
    let templates = templates::Templates::new()?;
    let frame = view::site(site);
    let nav = view::nav(pages);
    let mut files = assets::all()?;
    for page in pages {
        let html = templates.page(&frame, &nav, &view::page(page, &site.symbol))?;
        files.push((format!("{}.html", page.id), html.into_bytes()));
        files.push((format!("assets/figures/{}.js", page.id), script::register(page, site.rate)?.into_bytes()));
    }
    files.sort();
    Ok(files)
}

/// Ids are HTML anchors and file names, so each must be unique, and none may be one the page's frame uses.
fn check_ids(pages: &[PageContent]) -> Result<()> {
    let mut page_ids = HashSet::new();
    for page in pages {
        if !page_ids.insert(page.id) {
            return Err(Error::new(format!("two pages have the id {:?}", page.id)));
        }
        let mut seen = HashSet::from(["main", "filters", "theme"]);
        let ids = page.figures.iter().map(|f| f.id).chain(page.panels.iter().map(|p| p.id));
        for id in ids {
            if !seen.insert(id) {
                return Err(Error::new(format!("two things on the page {:?} have the id {id:?}", page.id)));
            }
        }
    }
    Ok(())
}
