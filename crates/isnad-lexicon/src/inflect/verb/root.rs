//! The radicals of a verb.

/// Three or four radicals.
#[derive(Clone, Debug)]
pub(super) struct Root(Vec<char>);

impl Root {
    /// Reads the letters and checks that they can be a root.
    pub(super) fn parse(text: &str, quadriliteral: bool) -> Result<Self, String> {
        let letters: Vec<char> = text.trim().chars().collect();
        let expected = if quadriliteral { 4 } else { 3 };
        if letters.len() != expected {
            return Err(format!("root `{text}` has {} letters, not {expected}", letters.len()));
        }
        match letters.iter().find(|&&c| !is_radical(c)) {
            Some('أ' | 'إ' | 'آ' | 'ؤ' | 'ئ') => {
                Err(format!("root `{text}`: hamza is written ء"))
            }
            Some('ا' | 'ى') => {
                Err(format!("root `{text}`: alef stands for a و or ي, write that"))
            }
            Some(c) => Err(format!("root `{text}`: `{c}` is no radical")),
            None => Ok(Self(letters)),
        }
    }

    pub(super) fn letters(&self) -> &[char] {
        &self.0
    }

    /// The radical with this number, counted from 1 as in the patterns.
    pub(super) fn radical(&self, number: usize) -> char {
        number.checked_sub(1).and_then(|i| self.0.get(i)).copied().unwrap_or('ء')
    }
}

/// Whether the radical is و or ي.
pub(super) fn is_weak(c: char) -> bool {
    matches!(c, 'و' | 'ي')
}

fn is_radical(c: char) -> bool {
    matches!(c, 'ء' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي')
}
