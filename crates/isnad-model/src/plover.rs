//! PLOVER codes, with the published spelling, and our STATEMENT extension.
//!
//! Source: PLOVER codebook of the Open Event Data Alliance (2021–2024 revision), licensed for reuse
//! with attribution. `data/codes/plover.tsv` holds the same codes for people; a test keeps both equal.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A code that PLOVER does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind} `{code}`")]
pub struct UnknownCode {
    /// `event`, `mode`, `context` or `sector`.
    pub kind: &'static str,
    /// The spelling that was given.
    pub code: String,
}

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $kind:literal, { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $(#[doc = concat!("`", $code, "`")] #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every code, in the codebook's order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The published spelling.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.code())
            }
        }

        impl FromStr for $name {
            type Err = UnknownCode;
            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err(UnknownCode { kind: $kind, code: code.to_string() }),
                }
            }
        }
    };
}

codes!(
    /// Event types: PLOVER's sixteen and STATEMENT.
    Event, "event", {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE",
        Cooperate = "COOPERATE", Aid = "AID", Retreat = "RETREAT", Request = "REQUEST",
        Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN", Protest = "PROTEST",
        Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE", Assault = "ASSAULT",
        Statement = "STATEMENT",
    }
);

codes!(
    /// Modes; which event takes which is told by [`Event::modes`].
    Mode, "mode", {
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
        Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire",
        Access = "access", Resign = "resign", Assist = "assist", Change = "change", Yield = "yield",
        Meet = "meet", Disapprove = "disapprove", Investigate = "investigate", Allege = "allege",
        Restrict = "restrict", Arrest = "arrest", Relations = "relations", Expel = "expel",
        Territory = "territory", Violence = "violence", Demo = "demo", Riot = "riot",
        Strike = "strike", Hunger = "hunger", Boycott = "boycott", Obstruct = "obstruct",
        Vandalize = "vandalize", Convict = "convict", Discontinue = "discontinue",
        Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia",
        Seize = "seize", Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law",
        Deport = "deport", Withhold = "withhold", Misinformation = "misinformation", Cyber = "cyber",
        Abduct = "abduct", Beat = "beat", Torture = "torture", Sexual = "sexual",
        Targeted = "targeted", Destroy = "destroy", Primitive = "primitive", Firearms = "firearms",
        Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial",
        Drone = "drone", HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control",
        Unconventional = "unconventional",
    }
);

codes!(
    /// Contexts.
    Context, "context", {
        Military = "military", Intelligence = "intelligence", Executive = "executive",
        Legislative = "legislative", Election = "election",
        PoliticalInstitutions = "political_institutions", ProDemocracy = "pro_democracy",
        ProAutocracy = "pro_autocracy", Economic = "economic", Legal = "legal",
        Reparations = "reparations", HumanRights = "human_rights",
        RightsFreedoms = "rights_freedoms", Repression = "repression",
        HumanSecurity = "human_security", Gender = "gender", Lgbt = "lgbt",
        ReligionEthnicity = "religion_ethnicity", Inequality = "inequality",
        Diplomatic = "diplomatic", Territory = "territory", Peacekeeping = "peacekeeping",
        Health = "health", Asylum = "asylum", Migration = "migration", Disasters = "disasters",
        NaturalResource = "natural_resource", Environment = "environment",
        Technology = "technology", Terrorism = "terrorism", Cbrn = "cbrn", Cyber = "cyber",
        Misinformation = "misinformation", Crime = "crime", Corruption = "corruption",
        IllegalDrugs = "illegal_drugs", Trafficking = "trafficking",
    }
);

codes!(
    /// Actor sectors.
    Sector, "sector", {
        Gov = "GOV", Jud = "JUD", Leg = "LEG", Mil = "MIL", Cop = "COP", Prm = "PRM", Pty = "PTY",
        Reb = "REB", Spy = "SPY", Uaf = "UAF", Unk = "UNK", Agr = "AGR", Bus = "BUS", Crm = "CRM",
        Cvl = "CVL", Edu = "EDU", Eli = "ELI", Jrn = "JRN", Lab = "LAB", Med = "MED", Ref = "REF",
        Opp = "OPP", Pre = "PRE", Rel = "REL", Soc = "SOC",
    }
);

impl Event {
    /// The modes that the codebook gives this event.
    pub fn modes(self) -> &'static [Mode] {
        use Mode::*;
        match self {
            Self::Consult => &[Visit, ThirdParty, Multilateral, Phone],
            Self::Retreat => &[Withdraw, Release, Disarm, Ceasefire, Access, Resign],
            Self::Request | Self::Reject => &[Assist, Change, Yield, Meet],
            Self::Accuse => &[Disapprove, Investigate, Allege],
            Self::Threaten => &[Restrict, Arrest, Relations, Expel, Territory, Violence],
            Self::Protest => &[Demo, Riot, Strike, Hunger, Boycott, Obstruct, Vandalize],
            Self::Sanction => &[Convict, Expel, Withdraw, Discontinue],
            Self::Mobilize => &[Troops, Weapons, Police, Militia],
            Self::Coerce => &[
                Seize,
                Restrict,
                Censor,
                Curfew,
                MartialLaw,
                Arrest,
                Deport,
                Withhold,
                Misinformation,
                Cyber,
            ],
            Self::Assault => &[
                Abduct,
                Beat,
                Torture,
                Sexual,
                Targeted,
                Destroy,
                Primitive,
                Firearms,
                Explosives,
                SuicideAttack,
                Aerial,
                Drone,
                HeavyWeapons,
                CrowdControl,
                Unconventional,
            ],
            Self::Agree
            | Self::Support
            | Self::Concede
            | Self::Cooperate
            | Self::Aid
            | Self::Statement => &[],
        }
    }

    /// Whether the event is an act of speech whose actor is the speaker.
    pub fn is_verbal(self) -> bool {
        matches!(
            self,
            Self::Agree
                | Self::Support
                | Self::Concede
                | Self::Request
                | Self::Accuse
                | Self::Reject
                | Self::Threaten
                | Self::Statement
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_round_trip() {
        for event in Event::ALL {
            assert_eq!(event.code().parse(), Ok(*event));
        }
        for mode in Mode::ALL {
            assert_eq!(mode.code().parse(), Ok(*mode));
            assert!(
                Event::ALL.iter().any(|e| e.modes().contains(mode)),
                "{mode} belongs to no event"
            );
        }
        assert_eq!(Context::ALL.len(), 37);
        assert!("DEMAND".parse::<Event>().is_err());
    }
}
