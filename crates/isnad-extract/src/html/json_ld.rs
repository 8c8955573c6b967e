//! What a page says of its article in schema.org's JSON-LD.

use serde_json::Value;

use super::tree::Tree;

/// Fields of the article, `None` where the page does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    /// `articleBody`, markup and all.
    pub(super) body: Option<String>,
    /// `headline` or `name`.
    pub(super) title: Option<String>,
    /// `datePublished`, as written.
    pub(super) published: Option<String>,
    /// Names of the authors.
    pub(super) author: Option<String>,
    /// Name of the publisher, or of the site.
    pub(super) outlet: Option<String>,
    /// `inLanguage`.
    pub(super) language: Option<String>,
    /// `url` or `mainEntityOfPage`.
    pub(super) url: Option<String>,
}

/// Bytes of one script that are read.
const MAX_SCRIPT_BYTES: usize = 1 << 20;
/// Things looked at in all scripts of a page.
const MAX_THINGS: usize = 2_000;

/// Reads all JSON-LD of the page; the first article found wins, other things fill what it leaves open.
pub(super) fn read(tree: &Tree<'_>) -> Described {
    let mut described = Described::default();
    let mut site = None;
    let mut things = 0;
    for node in 1..tree.len() {
        let json = tree.name(node) == "script"
            && tree.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json"));
        if !json || tree.end(node) == node + 1 {
            continue;
        }
        let Some((source, _)) = tree.source(node + 1) else { continue };
        if source.len() > MAX_SCRIPT_BYTES {
            continue;
        }
        let Some(value) = parse(source) else { continue };
        let mut queue = vec![&value];
        while let Some(thing) = queue.pop() {
            things += 1;
            if things > MAX_THINGS {
                return described;
            }
            match thing {
                Value::Array(list) => queue.extend(list.iter().rev()),
                Value::Object(fields) => {
                    queue.extend(fields.get("mainEntity"));
                    queue.extend(fields.get("@graph"));
                    if is_article(thing) {
                        fill(&mut described, thing);
                    } else if has_type(thing, |kind| kind == "WebSite") {
                        site = site.or_else(|| text(thing, &["name"]));
                    }
                }
                _ => {}
            }
        }
    }
    described.outlet = described.outlet.or(site);
    described
}

/// Parses JSON as pages write it: with line ends inside strings, wrapped in a comment or CDATA.
fn parse(source: &str) -> Option<Value> {
    let clean: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let object = clean.get(clean.find('{')?..=clean.rfind('}')?)?;
    // A list of objects looks like one object once its brackets are off; so put them back.
    serde_json::from_str(object).or_else(|_| serde_json::from_str(&format!("[{object}]"))).ok()
}

fn has_type(thing: &Value, wanted: impl Fn(&str) -> bool) -> bool {
    match &thing["@type"] {
        Value::String(kind) => wanted(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}

fn is_article(thing: &Value) -> bool {
    has_type(thing, |kind| {
        kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
    })
}

fn fill(described: &mut Described, thing: &Value) {
    let set = |slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() {
            *slot = value;
        }
    };
    set(&mut described.body, thing["articleBody"].as_str().map(str::to_owned));
    set(&mut described.title, text(thing, &["headline", "name"]));
    set(&mut described.published, text(thing, &["datePublished", "dateCreated"]));
    set(&mut described.language, text(thing, &["inLanguage"]));
    set(&mut described.url, text(thing, &["url", "mainEntityOfPage"]));
    set(&mut described.author, names(&thing["author"]).or_else(|| names(&thing["creator"])));
    set(&mut described.outlet, names(&thing["publisher"]));
}

/// The first of the fields that holds a text, or a thing with a name or id.
fn text(thing: &Value, fields: &[&str]) -> Option<String> {
    fields.iter().find_map(|field| match &thing[*field] {
        Value::String(text) => clean(text),
        Value::Object(inner) => {
            let inner = inner.get("@id").or_else(|| inner.get("name"));
            inner.and_then(Value::as_str).and_then(clean)
        }
        Value::Array(list) => list.first().and_then(Value::as_str).and_then(clean),
        _ => None,
    })
}

/// Names of persons or organisations, joined.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => clean(name),
        Value::Object(fields) => fields.get("name").and_then(names),
        Value::Array(list) => {
            let mut found: Vec<String> = Vec::new();
            for name in list.iter().take(8).filter_map(names) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            (!found.is_empty()).then(|| found.join("، "))
        }
        _ => None,
    }
}

fn clean(text: &str) -> Option<String> {
    let text = html_escape::decode_html_entities(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(json: &str) -> Described {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        let Ok(tree) = Tree::parse(&page) else { panic!("too many") };
        read(&tree)
    }

    #[test]
    fn finds_the_article_in_a_graph() {
        let found = described(
            r#"{"@graph":[{"@type":"WebSite","name":"صحيفة المثال"},
            {"@type":["NewsArticle"],"headline":"عنوان &quot;الخبر&quot;","datePublished":"2020-10-01T08:00:00+03:00",
            "author":[{"name":"سمر العلي"},{"name":"عمر سالم"}],"mainEntityOfPage":{"@id":"https://x.example/1"}}]}"#,
        );
        assert_eq!(found.title.as_deref(), Some("عنوان \"الخبر\""));
        assert_eq!(found.author.as_deref(), Some("سمر العلي، عمر سالم"));
        assert_eq!(found.outlet.as_deref(), Some("صحيفة المثال"));
        assert_eq!(found.url.as_deref(), Some("https://x.example/1"));
        assert_eq!(found.published.as_deref(), Some("2020-10-01T08:00:00+03:00"));
    }

    #[test]
    fn forgives_what_pages_get_wrong() {
        let found =
            described("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"سطر\nثان\"}\n//]]>");
        assert_eq!(found.title.as_deref(), Some("سطر ثان"));
        assert_eq!(described("{\"@type\":"), Described::default());
        assert_eq!(described(&"[".repeat(100_000)), Described::default());
    }
}
