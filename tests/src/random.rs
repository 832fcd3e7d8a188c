//! Random C records: every way in which a layout can be influenced, and the same records for the same seed.

use std::fmt::Write;

/// A header of random records.
#[derive(Debug, Default)]
pub struct Header {
    /// The text.
    pub text: String,
    /// Number of records that have a name.
    pub records: usize,
    /// Number of fields with a name and an address, at any depth.
    pub fields: usize,
    /// Number of bit-fields with a name, at any depth.
    pub bit_fields: usize,
}

/// The types that a field may have, with the largest width of a bit-field of that type (0: there can be none).
const TYPES: [(&str, u32); 25] = [
    ("char", 8),
    ("signed char", 8),
    ("unsigned char", 8),
    ("short", 16),
    ("unsigned short", 16),
    ("int", 32),
    ("unsigned", 32),
    ("long", 64),
    ("unsigned long", 64),
    ("long long", 64),
    ("unsigned long long", 64),
    ("_Bool", 1),
    ("enum small", 32),
    ("enum negative", 32),
    ("tiny_t", 8),
    ("word_t", 32),
    ("float", 0),
    ("double", 0),
    ("long double", 0),
    ("__int128", 0),
    ("unsigned __int128", 0),
    ("_Complex float", 0),
    ("_Complex double", 0),
    ("void *", 0),
    ("const char *const", 0),
];

const PROLOGUE: &str = "\
enum small { SMALL_A, SMALL_B = 5 };
enum negative { NEGATIVE_A = -1, NEGATIVE_B = 100 };
typedef unsigned char tiny_t;
typedef int word_t;
";

/// A header of `count` records.
pub fn header(seed: u64, count: usize) -> Header {
    let mut generator = Generator {
        random: Random(seed),
        header: Header {
            text: PROLOGUE.to_owned(),
            ..Header::default()
        },
        complete: Vec::new(),
        names: 0,
        packed: false,
    };
    for index in 0..count {
        generator.record(index);
    }
    generator.header
}

struct Generator {
    random: Random,
    header: Header,
    /// The records that may be fields of others.
    complete: Vec<String>,
    names: usize,
    /// Whether `#pragma pack` is in force.
    packed: bool,
}

impl Generator {
    fn record(&mut self, index: usize) {
        let keyword = if self.random.one_in(5) {
            "union"
        } else {
            "struct"
        };
        let pack = self.random.one_in(6).then(|| self.random.below(5));
        if let Some(pack) = pack {
            let _ = writeln!(self.header.text, "#pragma pack(push, {})", 1 << pack);
        }
        self.packed = pack.is_some();
        let tag = format!("record_{index}");
        let _ = writeln!(self.header.text, "{keyword} {tag} {{");
        self.members(keyword, 0);
        // A record of which nothing has a name would be of no use in Rust, and is not in C.
        self.member("int");
        let flexible = keyword == "struct" && self.random.one_in(8);
        if flexible {
            let (ty, _) = *self.random.pick(&TYPES);
            let name = self.name();
            self.header.fields += 1;
            let _ = writeln!(self.header.text, "    {ty} {name}[];");
        }
        let attributes = self.record_attributes();
        let _ = writeln!(self.header.text, "}}{attributes};");
        if pack.is_some() {
            self.header.text.push_str("#pragma pack(pop)\n");
        }
        self.header.records += 1;
        if !flexible {
            self.complete.push(format!("{keyword} {tag}"));
        }
    }

    fn members(&mut self, keyword: &str, depth: usize) {
        for _ in 0..=self.random.below(6) {
            match self.random.below(16) {
                0..7 => self.bit_field(keyword),
                7 if depth < 2 => self.nested(depth, false),
                8 if depth < 2 => self.nested(depth, true),
                9 if !self.complete.is_empty() => {
                    let ty = self.random.pick(&self.complete).clone();
                    self.member(&ty);
                }
                10 => self.callback(),
                _ => {
                    let (ty, _) = *self.random.pick(&TYPES);
                    self.member(ty);
                }
            }
        }
    }

    fn member(&mut self, ty: &str) {
        let name = self.name();
        let array = match self.random.below(8) {
            0 => format!("[{}]", 1 + self.random.below(5)),
            1 => format!(
                "[{}][{}]",
                1 + self.random.below(3),
                1 + self.random.below(3)
            ),
            _ => String::new(),
        };
        let attributes = self.field_attributes();
        self.header.fields += 1;
        let _ = writeln!(self.header.text, "    {ty} {name}{array}{attributes};");
    }

    fn callback(&mut self) {
        let name = self.name();
        self.header.fields += 1;
        let _ = writeln!(self.header.text, "    int (*{name})(void *, double);");
    }

    fn bit_field(&mut self, keyword: &str) {
        let with_width = TYPES.iter().filter(|(_, width)| *width > 0);
        let types: Vec<(&str, u32)> = with_width.copied().collect();
        let (ty, most) = *self.random.pick(&types);
        let width = 1 + self.random.below(u64::from(most));
        match self.random.below(10) {
            0 if keyword == "struct" => {
                let _ = writeln!(self.header.text, "    {ty} : 0;");
            }
            1 => {
                let _ = writeln!(self.header.text, "    {ty} : {width};");
            }
            _ => {
                let name = self.name();
                // gcc lets `aligned` on a bit-field override `#pragma pack`, clang does not.
                let attributes = match self.packed {
                    true => String::new(),
                    false => self.field_attributes(),
                };
                self.header.bit_fields += 1;
                let _ = writeln!(self.header.text, "    {ty} {name} : {width}{attributes};");
            }
        }
    }

    fn nested(&mut self, depth: usize, anonymous: bool) {
        let keyword = if self.random.one_in(2) {
            "union"
        } else {
            "struct"
        };
        let _ = writeln!(self.header.text, "    {keyword} {{");
        self.members(keyword, depth + 1);
        self.member("short");
        let attributes = self.record_attributes();
        if anonymous {
            let _ = writeln!(self.header.text, "    }}{attributes};");
        } else {
            let name = self.name();
            self.header.fields += 1;
            let _ = writeln!(self.header.text, "    }}{attributes} {name};");
        }
    }

    fn record_attributes(&mut self) -> String {
        let align = 1 << self.random.below(6);
        match self.random.below(10) {
            0 => " __attribute__((packed))".to_owned(),
            1 => format!(" __attribute__((aligned({align})))"),
            2 => format!(" __attribute__((packed, aligned({align})))"),
            _ => String::new(),
        }
    }

    fn field_attributes(&mut self) -> String {
        let align = 1 << self.random.below(6);
        match self.random.below(20) {
            0 => " __attribute__((packed))".to_owned(),
            1 => format!(" __attribute__((aligned({align})))"),
            _ => String::new(),
        }
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("f{}", self.names)
    }
}

/// A small generator of numbers that only depend on the seed (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A generator that `seed` fixes.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// An index below `bound`, or zero when that is zero.
    pub fn index(&mut self, bound: usize) -> usize {
        usize::try_from(self.below(bound.max(1) as u64)).expect("it is below a usize")
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.number() % bound
    }

    /// True once in `count` times.
    pub fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    /// One of `choices`, of which there is at least one.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[(self.number() % choices.len() as u64) as usize]
    }
}
