//! A page as a tree of elements and texts.
//!
//! A tolerant reader of its own rather than html5ever: that one takes time quadratic in the depth of
//! nesting and in the number of attributes, and a page is hostile input. Here time and memory are
//! linear, nesting and attributes are cut at their limits, and elements that pages leave open (`p`,
//! `li`, cells) are closed where the HTML standard closes them. Not done: moving text out of tables and
//! re-opening formatting elements, which change no text.
//!
//! Nodes stand in document order: the number of a node is above its parent's and below those of the
//! nodes that follow its content.

use std::borrow::Cow;

use crate::limits::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NODES};

/// Bytes of a headline, a name or a date, far above what any has.
const LABEL_BYTES: usize = 2_000;

/// Number of a node in its tree.
pub(super) type NodeId = usize;

/// The tree of a page, borrowing from its source.
pub(super) struct Tree<'s> {
    nodes: Vec<Node<'s>>,
}

struct Node<'s> {
    parent: u32,
    /// One past the last node inside this one.
    end: u32,
    data: Data<'s>,
}

enum Data<'s> {
    Element { name: Cow<'s, str>, attributes: Box<[(Cow<'s, str>, &'s str)]> },
    Text { source: &'s str, raw: bool },
}

/// Why a page was not read to its end.
pub(super) struct TooManyNodes;

impl<'s> Tree<'s> {
    /// Reads a page.
    pub(super) fn parse(source: &'s str) -> Result<Self, TooManyNodes> {
        let root = Node {
            parent: 0,
            end: 0,
            data: Data::Element { name: Cow::Borrowed(""), attributes: Box::new([]) },
        };
        let mut builder = Builder { nodes: vec![root], open: vec![0], foreign: 0, paragraphs: 0 };
        builder.read(source)?;
        while builder.open.len() > 1 {
            builder.pop();
        }
        let mut nodes = builder.nodes;
        nodes[0].end = nodes.len() as u32;
        Ok(Self { nodes })
    }

    /// Number of nodes; node 0 is the document.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node that holds `node`; the document holds itself.
    pub(super) fn parent(&self, node: NodeId) -> NodeId {
        self.nodes[node].parent as usize
    }

    /// One past the last node inside `node`.
    pub(super) fn end(&self, node: NodeId) -> NodeId {
        self.nodes[node].end as usize
    }

    /// Lower-case name of an element, `""` for texts and the document.
    pub(super) fn name(&self, node: NodeId) -> &str {
        match &self.nodes[node].data {
            Data::Element { name, .. } => name,
            Data::Text { .. } => "",
        }
    }

    /// The text of a text node, character references resolved.
    pub(super) fn text(&self, node: NodeId) -> Option<Cow<'s, str>> {
        match self.nodes[node].data {
            Data::Text { source, raw: true } => Some(Cow::Borrowed(source)),
            Data::Text { source, raw: false } => Some(unescape(source)),
            Data::Element { .. } => None,
        }
    }

    /// The value of an attribute, character references resolved; `""` where it has none.
    pub(super) fn attribute(&self, node: NodeId, name: &str) -> Option<Cow<'s, str>> {
        match &self.nodes[node].data {
            Data::Element { attributes, .. } => {
                let found = attributes.iter().find(|(key, _)| key == name);
                found.map(|(_, value)| unescape(value))
            }
            Data::Text { .. } => None,
        }
    }

    /// The attributes of an element as written.
    pub(super) fn attributes(&self, node: NodeId) -> &[(Cow<'s, str>, &'s str)] {
        match &self.nodes[node].data {
            Data::Element { attributes, .. } => attributes,
            Data::Text { .. } => &[],
        }
    }

    /// A text node as written, and whether it is raw (script, style).
    pub(super) fn source(&self, node: NodeId) -> Option<(&'s str, bool)> {
        match self.nodes[node].data {
            Data::Text { source, raw } => Some((source, raw)),
            Data::Element { .. } => None,
        }
    }

    /// The texts inside `node`, blanks folded into one, up to a length beyond which nothing is a
    /// headline, a name or a date.
    pub(super) fn text_content(&self, node: NodeId) -> String {
        let mut out = String::new();
        for inner in node..self.end(node) {
            if out.len() > LABEL_BYTES {
                break;
            }
            match self.text(inner) {
                Some(text) if !is_raw_text(self.name(self.parent(inner))) => {
                    push_folded(&mut out, &text);
                }
                None if !is_inline(self.name(inner)) => push_folded(&mut out, " "),
                _ => {}
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// Appends `text`, every run of blanks as one blank, none at the beginning; invisible signs that only
/// lay out the page are dropped.
pub(super) fn push_folded(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else if !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\0') {
            out.push(c);
        }
    }
}

fn unescape(source: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(source)
}

/// Whether the element's content is not text of the page.
pub(super) fn is_raw_text(name: &str) -> bool {
    matches!(name, "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext")
}

fn is_escapable_raw_text(name: &str) -> bool {
    matches!(name, "title" | "textarea")
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "frame"
            | "keygen"
            | "bgsound"
            | "basefont"
    )
}

/// Elements that run inside a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "img"
    )
}

/// Elements that a start tag for a block closes an open `p` before.
fn closes_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "dd"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// Elements out of which no end tag reaches and no element is closed by implication.
fn is_scope(name: &str) -> bool {
    matches!(
        name,
        "" | "html" | "table" | "td" | "th" | "caption" | "button" | "object" | "template"
    )
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn may_stand_in_head(name: &str) -> bool {
    matches!(
        name,
        "base"
            | "link"
            | "meta"
            | "noscript"
            | "script"
            | "style"
            | "template"
            | "title"
            | "head"
            | "html"
            | "basefont"
            | "bgsound"
            | "noframes"
    )
}

struct Builder<'s> {
    nodes: Vec<Node<'s>>,
    /// Open elements, the document first.
    open: Vec<NodeId>,
    /// Open `svg` and `math` elements, in which `/>` closes.
    foreign: usize,
    /// Open `p` elements, so that most block elements need not look for one.
    paragraphs: usize,
}

impl<'s> Builder<'s> {
    fn read(&mut self, source: &'s str) -> Result<(), TooManyNodes> {
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let tag = find_char(source, at, '<').unwrap_or(bytes.len());
            let next = bytes.get(tag + 1).copied().unwrap_or_default();
            if tag > at {
                self.add_text(&source[at..tag], false)?;
            }
            at = match next {
                _ if tag == bytes.len() => tag,
                b'!' if source[tag..].starts_with("<!--") => {
                    // `<!-->` is a comment too.
                    find_from(source, tag + 2, "-->").map_or(bytes.len(), |end| end + 3)
                }
                b'!' | b'?' => find_char(source, tag, '>').map_or(bytes.len(), |end| end + 1),
                b'/' => {
                    let end = find_char(source, tag, '>').unwrap_or(bytes.len());
                    if bytes.get(tag + 2).is_some_and(u8::is_ascii_alphabetic) {
                        let name_end = name_end(bytes, tag + 2).min(end);
                        self.end_tag(&lower(&source[tag + 2..name_end]));
                    }
                    (end + 1).min(bytes.len())
                }
                b if b.is_ascii_alphabetic() => self.start_tag(source, tag)?,
                _ => {
                    self.add_text(&source[tag..=tag], false)?;
                    tag + 1
                }
            };
        }
        Ok(())
    }

    /// Reads the start tag at `tag` and, for elements of raw text, its content; returns where to go on.
    fn start_tag(&mut self, source: &'s str, tag: usize) -> Result<usize, TooManyNodes> {
        let bytes = source.as_bytes();
        let name_end = name_end(bytes, tag + 1);
        let name = lower(&source[tag + 1..name_end]);
        let Some((attributes, closed, mut at)) = attributes(source, name_end) else {
            return Ok(bytes.len());
        };
        self.imply_ends(&name);
        let childless = is_void(&name) || (closed && self.foreign > 0);
        let raw = is_raw_text(&name) && self.foreign == 0;
        let is_text = raw || is_escapable_raw_text(&name) && self.foreign == 0;
        let closing = name.to_string();
        if self.open.len() >= MAX_DEPTH && !childless && !is_text {
            return Ok(at);
        }
        self.push(Data::Element { name, attributes: attributes.into_boxed_slice() })?;
        if is_text {
            let end = find_end_tag(source, at, &closing).unwrap_or(bytes.len());
            if end > at {
                self.add_text(&source[at..end], raw)?;
            }
            self.pop();
            at = find_char(source, end, '>').map_or(bytes.len(), |end| end + 1);
        } else if childless {
            self.pop();
        } else {
            self.foreign += usize::from(matches!(closing.as_str(), "svg" | "math"));
            self.paragraphs += usize::from(closing == "p");
        }
        Ok(at)
    }

    fn top(&self) -> NodeId {
        self.open.last().copied().unwrap_or_default()
    }

    fn name(&self, node: NodeId) -> &str {
        match &self.nodes[node].data {
            Data::Element { name, .. } => name,
            Data::Text { .. } => "",
        }
    }

    fn push(&mut self, data: Data<'s>) -> Result<(), TooManyNodes> {
        if self.nodes.len() >= MAX_NODES {
            return Err(TooManyNodes);
        }
        let id = self.nodes.len();
        let open = matches!(data, Data::Element { .. });
        self.nodes.push(Node { parent: self.top() as u32, end: id as u32 + 1, data });
        if open {
            self.open.push(id);
        }
        Ok(())
    }

    fn add_text(&mut self, source: &'s str, raw: bool) -> Result<(), TooManyNodes> {
        if self.name(self.top()) == "head" && !source.trim().is_empty() {
            self.pop();
        }
        self.push(Data::Text { source, raw })
    }

    /// Closes the innermost element.
    fn pop(&mut self) {
        if let Some(node) = self.open.pop() {
            self.nodes[node].end = self.nodes.len() as u32;
            match self.name(node) {
                "svg" | "math" => self.foreign = self.foreign.saturating_sub(1),
                "p" => self.paragraphs = self.paragraphs.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Closes elements up to and including number `at` of the open ones.
    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at.max(1) {
            self.pop();
        }
    }

    /// Where among the open elements the innermost one is that `wanted` takes, within the scope that
    /// `border` ends.
    fn innermost(
        &self,
        wanted: impl Fn(&str) -> bool,
        border: impl Fn(&str) -> bool,
    ) -> Option<usize> {
        for (at, node) in self.open.iter().enumerate().skip(1).rev() {
            let name = self.name(*node);
            if wanted(name) {
                return Some(at);
            }
            if border(name) {
                return None;
            }
        }
        None
    }

    /// Closes what the start of `name` closes.
    fn imply_ends(&mut self, name: &str) {
        if self.name(self.top()) == "head" && !may_stand_in_head(name) {
            self.pop();
        }
        let found = match name {
            "li" => {
                self.innermost(|n| n == "li", |n| is_scope(n) || matches!(n, "ul" | "ol" | "menu"))
            }
            "dt" | "dd" => {
                self.innermost(|n| matches!(n, "dt" | "dd"), |n| is_scope(n) || n == "dl")
            }
            "option" | "optgroup" => {
                self.innermost(|n| n == "option", |n| is_scope(n) || n == "select")
            }
            "tr" => self.innermost(|n| n == "tr", |n| matches!(n, "table" | "template" | "")),
            "td" | "th" => self.innermost(
                |n| matches!(n, "td" | "th"),
                |n| matches!(n, "tr" | "table" | "template" | ""),
            ),
            "thead" | "tbody" | "tfoot" => self.innermost(
                |n| matches!(n, "thead" | "tbody" | "tfoot"),
                |n| matches!(n, "table" | "template" | ""),
            ),
            "a" => self.innermost(|n| n == "a", is_scope),
            "body" => self.innermost(|n| n == "head", |_| false),
            _ => None,
        };
        if let Some(at) = found {
            self.pop_to(at);
        }
        if self.paragraphs > 0
            && closes_paragraph(name)
            && let Some(at) = self.innermost(|n| n == "p", is_scope)
        {
            self.pop_to(at);
        }
        if is_heading(name) && is_heading(self.name(self.top())) {
            self.pop();
        }
    }

    fn end_tag(&mut self, name: &str) {
        let of_table = matches!(name, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot");
        let of_page = matches!(name, "body" | "html");
        if of_page {
            // What follows still belongs to the page.
            return;
        }
        let border = |n: &str| {
            if of_table { matches!(n, "table" | "template" | "") && n != name } else { is_scope(n) }
        };
        let heading = is_heading(name);
        let wanted = |n: &str| n == name || (heading && is_heading(n));
        let Some(at) = self.innermost(wanted, border) else { return };
        // The end of a formatting element does not close the blocks opened inside it.
        let formats = is_inline(name) && name != "a";
        let crosses = self.open[at + 1..].iter().any(|node| !is_inline(self.name(*node)));
        if !(formats && crosses) {
            self.pop_to(at);
        }
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn find_from(source: &str, from: usize, what: &str) -> Option<usize> {
    source.get(from..)?.find(what).map(|at| at + from)
}

fn find_char(source: &str, from: usize, what: char) -> Option<usize> {
    source.get(from..)?.find(what).map(|at| at + from)
}

/// Where the end tag of `name` begins.
fn find_end_tag(source: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(tag) = find_from(source, at, "</") {
        let after = tag + 2 + name.len();
        let same = source.get(tag + 2..after).is_some_and(|n| n.eq_ignore_ascii_case(name));
        let ends =
            source.as_bytes().get(after).is_none_or(|b| is_blank(*b) || matches!(b, b'/' | b'>'));
        if same && ends {
            return Some(tag);
        }
        at = tag + 2;
    }
    None
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C')
}

fn name_end(bytes: &[u8], from: usize) -> usize {
    let ends = |b: &u8| is_blank(*b) || matches!(b, b'/' | b'>');
    bytes[from..].iter().position(ends).map_or(bytes.len(), |at| at + from)
}

type Attributes<'s> = Vec<(Cow<'s, str>, &'s str)>;

/// Reads attributes from `at` to behind the `>`: the attributes, whether the tag ended in `/>`, and
/// where to go on. `None` where the source ends in the tag.
fn attributes(source: &str, mut at: usize) -> Option<(Attributes<'_>, bool, usize)> {
    let bytes = source.as_bytes();
    let mut list: Attributes<'_> = Vec::new();
    loop {
        while bytes.get(at).is_some_and(|b| is_blank(*b)) {
            at += 1;
        }
        match bytes.get(at)? {
            b'>' => return Some((list, false, at + 1)),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((list, true, at + 2)),
            b'/' => at += 1,
            _ => {
                let start = at;
                // A leading `=` belongs to the name.
                at += 1;
                let ends = |b: &u8| is_blank(*b) || matches!(b, b'/' | b'>' | b'=');
                at += bytes[at..].iter().position(ends)?;
                let name = &source[start..at];
                let mut next = at;
                while bytes.get(next).is_some_and(|b| is_blank(*b)) {
                    next += 1;
                }
                let mut value = "";
                if bytes.get(next) == Some(&b'=') {
                    next += 1;
                    while bytes.get(next).is_some_and(|b| is_blank(*b)) {
                        next += 1;
                    }
                    let (from, to) = match bytes.get(next)? {
                        quote @ (b'"' | b'\'') => {
                            let end = bytes[next + 1..].iter().position(|b| b == quote)?;
                            (next + 1, next + 1 + end)
                        }
                        b'>' => (next, next),
                        _ => {
                            let ends = |b: &u8| is_blank(*b) || *b == b'>';
                            (next, next + bytes[next..].iter().position(ends)?)
                        }
                    };
                    value = &source[from..to];
                    let quoted = from > next;
                    at = if quoted { to + 1 } else { to };
                }
                if list.len() < MAX_ATTRIBUTES && list.iter().all(|(key, _)| key != name) {
                    list.push((lower(name), value));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and texts with their nesting.
    fn show(source: &str) -> String {
        let Ok(tree) = Tree::parse(source) else { return "too many".to_owned() };
        fn walk(tree: &Tree<'_>, node: NodeId, out: &mut String) {
            let mut child = node + 1;
            while child < tree.end(node) {
                assert_eq!(tree.parent(child), node);
                if let Some(text) = tree.text(child) {
                    out.push_str(&text);
                } else {
                    out.push_str(&format!("({}", tree.name(child)));
                    if tree.end(child) > child + 1 {
                        out.push(' ');
                    }
                    walk(tree, child, out);
                    out.push(')');
                }
                child = tree.end(child);
            }
        }
        let mut out = String::new();
        walk(&tree, 0, &mut out);
        out
    }

    #[test]
    fn closes_what_pages_leave_open() {
        assert_eq!(show("<p>a<p>b<div>c</div>"), "(p a)(p b)(div c)");
        assert_eq!(show("<ul><li>a<li>b<ul><li>c</ul></ul>d"), "(ul (li a)(li b(ul (li c))))d");
        assert_eq!(
            show("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "(table (tr (td a)(td b))(tr (td c)))d"
        );
        assert_eq!(show("<HTML><head><title>t</title><p>a"), "(html (head (title t))(p a))");
        assert_eq!(show("<div><p>a</span>b</div>c"), "(div (p ab))c");
        assert_eq!(show("<td>a</div>b"), "(td ab)");
    }

    #[test]
    fn formatting_across_blocks_closes_no_block() {
        assert_eq!(show("<b><p>a</b>b</p>c</b>d"), "(b (p ab)c)d");
        assert_eq!(show("<a><div>a</a>b"), "(a (div a))b");
    }

    #[test]
    fn reads_attributes_references_and_raw_text() {
        let source = "<A HREF='x?a=1&amp;b' b=c d e=\"f>g\">&lt;&#1593;&nbsp;</a><script>if(a<b)'</p>'</script>";
        let Ok(tree) = Tree::parse(source) else { panic!("too many") };
        assert_eq!(tree.attribute(1, "href").as_deref(), Some("x?a=1&b"));
        assert_eq!(tree.attribute(1, "b").as_deref(), Some("c"));
        assert_eq!(tree.attribute(1, "d").as_deref(), Some(""));
        assert_eq!(tree.attribute(1, "e").as_deref(), Some("f>g"));
        assert_eq!(tree.text(2).as_deref(), Some("<ع\u{A0}"));
        assert_eq!(tree.text(4).as_deref(), Some("if(a<b)'</p>'"));
        assert_eq!(tree.text_content(0), "<ع");
    }

    #[test]
    fn comments_and_stray_signs() {
        assert_eq!(show("a<!-- <p>x --> b<!doctype html><?x?>c</>d < e <3"), "a bcd < e <3");
        assert_eq!(show("a<!-->b"), "ab");
        assert_eq!(show("a<!-- b"), "a");
        assert_eq!(show("a<p class='"), "a");
    }

    #[test]
    fn depth_and_attributes_are_cut() {
        let deep = format!("{}نص{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let Ok(tree) = Tree::parse(&deep) else { panic!("too many") };
        assert_eq!(tree.len(), MAX_DEPTH + 1);
        assert_eq!(tree.text_content(0), "نص");
        let wide: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
        let wide = format!("<p{wide}>نص");
        let Ok(tree) = Tree::parse(&wide) else { panic!("too many") };
        assert_eq!(tree.attributes(1).len(), MAX_ATTRIBUTES);
    }

    #[test]
    fn too_many_elements_are_refused() {
        let source = "<br>".repeat(MAX_NODES + 1);
        assert!(Tree::parse(&source).is_err());
    }
}
