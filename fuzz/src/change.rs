//! New inputs from old ones, such as a careless or hostile writer would make.

/// Parts of news texts and of the pages around them, and what upsets readers of either.
const PIECES: &[&str] = &[
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "، ",
    "؛ ",
    ". ",
    ": ",
    "؟",
    "!",
    "...",
    "«",
    "»",
    "\"",
    "“",
    "”",
    "'",
    "(",
    ")",
    "[",
    "]",
    " - ",
    "– ",
    "/",
    "%",
    "٪",
    "\u{a0}",
    "\u{200f}",
    "\u{200e}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2069}",
    "\u{feff}",
    "\u{640}",
    "\u{64b}",
    "\u{64f}",
    "\u{651}",
    "\u{670}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
    "\u{fefb}",
    "\u{fdf2}",
    "\u{fdfa}",
    "e\u{301}",
    "😀",
    "北京",
    "12",
    "1,500",
    "٣٠ ألفا",
    "3.6",
    "99999999999999999999",
    "2015-07-21",
    "31/2/2015",
    "F-16",
    "5+1",
    "BBC",
    " و",
    " ف",
    " لل",
    " بال",
    " س",
    "ها ",
    "هم ",
    "ه ",
    "ين ",
    "ون ",
    "ان ",
    " أن ",
    " إن ",
    " بأن ",
    " أنه ",
    " قال ",
    " وقال ",
    " وأضاف ",
    " نفى ",
    " ونفت ",
    " اتهم ",
    " بحسب ",
    " وفقا ل",
    " نقلا عن ",
    " على لسان ",
    " إذا ",
    " ما لم ",
    " لن ",
    " لم ",
    " لا ",
    " قد ",
    " كان ",
    " الذي ",
    " التي ",
    " بينما ",
    " في ",
    " على ",
    " من ",
    " إلى ",
    " مع ",
    " بين ",
    " قتل ",
    " قُتل ",
    " مقتل ",
    " قصف ",
    " قصفت ",
    " شن غارات ",
    " اشتباكات ",
    " سيطر على ",
    " اعتقال ",
    " تم ",
    " يجب ",
    " دعا ",
    " طالب ",
    " هدد ",
    " رفض ",
    " سيقصف ",
    " وسيقصفونها ",
    " اليوم ",
    " أمس ",
    " الخميس ",
    " نحو ",
    " أكثر من ",
    " بينهم ",
    " قتيلان ",
    " عشرات ",
    " آلاف ",
    " الجيش السوري ",
    " وزارة الدفاع الروسية ",
    " الرئيس ",
    " حلب ",
    " صنعاء ",
    " الأمم المتحدة ",
    " إيران ",
    "الأميركية ",
    " أردوغان ",
    "<html>",
    "<head>",
    "<body>",
    "</body>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class=\"related\">",
    "<h1>",
    "</h1>",
    "<h2>",
    "<br>",
    "<ul><li>",
    "<table><tr><td>",
    "</table>",
    "<blockquote>",
    "<article>",
    "</article>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "<title>",
    "</title>",
    "<svg>",
    "<template>",
    "<a href='x",
    "'>",
    "</a>",
    "<meta charset=windows-1256>",
    "<meta property=og:title content='",
    "<time datetime='2020-10-01T08:00:00+03:00'>",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"",
    "\"}</script>",
    "&amp;",
    "&#1593;",
    "&#x110000;",
    "&nbsp",
    "{\"text\":\"",
    "\"}\n",
    "\\u0642",
    "\\ud800",
    "null",
    "اقرأ أيضاً",
    "اترك تعليقاً",
    "بقلم: ",
    "١ تشرين الأول ٢٠٢٠",
];

const PAIRS: &[(&str, &str)] = &[
    ("<div>", "</div>"),
    ("<b>", "</b>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<blockquote>", "</blockquote>"),
    ("«", "»"),
    ("(", ")"),
    ("\"", "\""),
    ("“", "”"),
    ("[", "]"),
    ("قال إن «", "»"),
    ("أن ", ""),
    ("\u{202b}", "\u{202c}"),
    ("{\"a\":", "}"),
    ("نفى أن ", ""),
    ("الذي ", ""),
];

/// The sample dossier; its lines are spliced in.
const DOSSIER: &str = concat!(
    include_str!("../../testdata/dossier/zalambessa-08.txt"),
    include_str!("../../testdata/dossier/zalambessa-11.txt"),
);

/// Changes `data[..size]` in place, into at most `max_size` bytes, by what `seed` says. Returns the new size.
pub fn change(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut chance = Chance(u64::from(seed) << 17 | 0x9e37_79b9);
    let max_size = max_size.min(data.len());
    let mut input = data[..size.min(max_size)].to_vec();
    for _ in 0..=chance.below(4) {
        once(&mut input, max_size, &mut chance);
    }
    // Cut where a character begins, mostly, so that texts stay texts.
    let mut len = input.len().min(max_size);
    while len > 0 && len < input.len() && input[len] & 0xc0 == 0x80 {
        len -= 1;
    }
    data[..len].copy_from_slice(&input[..len]);
    len
}

fn once(input: &mut Vec<u8>, max_size: usize, chance: &mut Chance) {
    let at = chance.gap(input);
    match chance.below(12) {
        0..=2 => put(input, at, chance.piece().as_bytes()),
        3 => put(input, at, chance.line().as_bytes()),
        4 => {
            // A stretch out.
            let to = chance.gap(input);
            input.drain(at.min(to)..at.max(to).min(at.min(to) + 200));
        }
        5 => {
            // A stretch doubled or moved.
            let (from, to) = (at, (at + chance.below(200)).min(input.len()));
            let part = input[from..to].to_vec();
            if chance.below(2) == 0 {
                input.drain(from..to);
            }
            let at = chance.gap(input);
            put(input, at, &part);
        }
        6 => {
            // A long run.
            let piece = chance.piece();
            let most = max_size.saturating_sub(input.len()) / piece.len().max(1);
            let times = if chance.below(8) == 0 { most } else { chance.below(most.min(60) + 1) };
            put(input, at, piece.repeat(times).as_bytes());
        }
        7 => {
            // Deep nesting around a stretch, sides not always even.
            let (open, close) = PAIRS[chance.below(PAIRS.len())];
            let most = max_size.saturating_sub(input.len()) / (open.len() + close.len());
            let depth = if chance.below(8) == 0 { most } else { chance.below(most.min(40) + 1) };
            let to = chance.gap(input).max(at);
            put(input, to, close.repeat(depth.saturating_sub(chance.below(3))).as_bytes());
            put(input, at, open.repeat(depth).as_bytes());
        }
        8 => {
            // One piece in place of a word.
            let end = input[at..].iter().position(|&b| b == b' ').map_or(input.len(), |n| at + n);
            input.drain(at..end);
            put(input, at, chance.piece().as_bytes());
        }
        9 => {
            // Two pieces that belong together.
            let both = format!("{}{}", chance.piece(), chance.piece());
            put(input, at, both.as_bytes());
        }
        10 => {
            // Another way to make the article.
            let choice = u8::try_from(chance.below(8)).unwrap_or_default();
            match input.first_mut() {
                Some(first) if *first < 8 => *first = choice,
                _ => input.insert(0, choice),
            }
        }
        _ => {
            // A byte that may break a character.
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
    }
}

fn put(input: &mut Vec<u8>, at: usize, part: &[u8]) {
    input.splice(at..at, part.iter().copied());
}

/// Numbers that follow from a seed (xorshift).
struct Chance(u64);

impl Chance {
    /// A number under `n`; 0 if there is none.
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default().checked_rem(n).unwrap_or_default()
    }

    fn piece(&mut self) -> &'static str {
        PIECES[self.below(PIECES.len())]
    }

    /// A line of the dossier, or its beginning.
    fn line(&mut self) -> String {
        let lines = DOSSIER.lines().filter(|line| !line.is_empty());
        let number = self.below(lines.clone().count());
        let line = lines.clone().nth(number).unwrap_or_default();
        let words = line.split(' ').count();
        let from = self.below(words);
        let count = 1 + self.below(words);
        line.split(' ').skip(from).take(count).collect::<Vec<_>>().join(" ")
    }

    /// A place where a character begins, mostly after a blank.
    fn gap(&mut self, input: &[u8]) -> usize {
        let start = self.below(input.len() + 1);
        let near = &input[start..input.len().min(start + 30)];
        if self.below(3) > 0
            && let Some(blank) = near.iter().position(|&b| b == b' ')
        {
            return start + blank + 1;
        }
        let skip = near.iter().take_while(|&&b| b & 0xc0 == 0x80).count();
        start + skip
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_keep_to_the_limit_and_follow_from_the_seed() {
        let start = "قصف الجيش المدينة أمس.".as_bytes();
        for seed in 0..5_000 {
            let make = || {
                let mut data = vec![0; 400];
                data[..start.len()].copy_from_slice(start);
                let size = change(&mut data, start.len(), 300, seed);
                data.truncate(size);
                data
            };
            let made = make();
            assert!(made.len() <= 300);
            assert_eq!(made, make());
        }
    }
}
