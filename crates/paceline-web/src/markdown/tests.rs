//! What Markdown becomes, and that nothing else comes through.

use std::{collections::HashMap, fmt};

use proptest::prelude::*;

use super::{Prose, handles, parsed, plain};
use crate::known::Known;

fn shown(text: &str) -> String {
    let known = &Known::sample();
    Prose { text, known }.to_string()
}

#[test]
fn plain_text_keeps_its_paragraphs_and_line_breaks() {
    assert_eq!(
        shown("It takes nine days.\nThen \"R\" asks.\n\n\nWhy?"),
        "<p>It takes nine days.<br>Then &quot;R&quot; asks.</p><p>Why?</p>"
    );
    assert_eq!(
        shown("R&D\nand *more*"),
        "<p>R&amp;D<br>and <em>more</em></p>"
    );
}

#[test]
fn markdown_is_shown() {
    for (written, expected) in [
        ("# One\n\n## Two", "<h3>One</h3><h4>Two</h4>"),
        ("###### Six", "<h6>Six</h6>"),
        (
            "**a** ~~b~~ `c<d`",
            "<p><strong>a</strong> <del>b</del> <code>c&lt;d</code></p>",
        ),
        (
            "- a\n- b\n  1. c",
            "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
        ),
        ("3. a\n4. b", r#"<ol start="3"><li>a</li><li>b</li></ol>"#),
        ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
        ("> a\n> b", "<blockquote><p>a<br>b</p></blockquote>"),
        (
            "```sh\n$ a <b>\n```",
            "<pre><code>$ a &lt;b&gt;\n</code></pre>",
        ),
        ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
        (
            "|Who|Days|\n|-|-:|\n|Mona|9|\n|Tom|",
            r#"<table><thead><tr><th scope="col">Who</th><th scope="col" class="num">Days</th></tr></thead><tbody><tr><td>Mona</td><td class="num">9</td></tr><tr><td>Tom</td></tr></tbody></table>"#,
        ),
        (
            "|a|b|c|\n|-|-|-|\n|||*x*|",
            r#"<table><thead><tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr></thead><tbody><tr><td></td><td></td><td><em>x</em></td></tr></tbody></table>"#,
        ),
    ] {
        assert_eq!(shown(written), expected, "{written}");
    }
}

#[test]
fn references_and_people_become_links_where_they_exist() {
    let mona = r#"<a href="/people/mona" data-card="/cards/@mona">@mona</a>"#;
    let gap = r#"<a href="/gaps/31" data-card="/cards/G-31">G-31</a>"#;
    assert_eq!(
        shown("@mona, see G-31 (not G-32, nor @nobody or mona@example.org)"),
        format!("<p>{mona}, see {gap} (not G-32, nor @nobody or mona@example.org)</p>")
    );
    assert_eq!(
        shown("*@mona* _G-31_"),
        format!("<p><em>{mona}</em> <em>{gap}</em></p>")
    );
    assert_eq!(
        shown("`@mona G-31` [see G-31](/gaps)\n\n    @mona"),
        "<p><code>@mona G-31</code> <a href=\"/gaps\">see G-31</a></p><pre><code>@mona</code></pre>"
    );
    assert_eq!(
        shown("@Priya-Amin I-142 O-7 I-0 O-8"),
        concat!(
            r#"<p><a href="/people/priya-amin" data-card="/cards/@priya-amin">@Priya-Amin</a> "#,
            r#"<a href="/initiatives/142" data-card="/cards/I-142">I-142</a> "#,
            r#"<a href="/goals/7" data-card="/cards/O-7">O-7</a> I-0 O-8</p>"#
        )
    );
}

#[test]
fn links_lead_where_they_may_and_pictures_are_links() {
    let foreign = r#"rel="nofollow noopener ugc""#;
    for (written, expected) in [
        (
            "[a](https://b.example?x=1&y=2)",
            format!(r#"<p><a href="https://b.example?x=1&amp;y=2" {foreign}>a</a></p>"#),
        ),
        (
            "<https://b.example>",
            format!(r#"<p><a href="https://b.example" {foreign}>https://b.example</a></p>"#),
        ),
        (
            "At https://b.example/a_b_c.",
            format!(
                r#"<p>At <a href="https://b.example/a_b_c" {foreign}>https://b.example/a_b_c</a>.</p>"#
            ),
        ),
        (
            "![A chart](https://b.example/c.png)",
            format!(r#"<p><a href="https://b.example/c.png" {foreign}>A chart</a></p>"#),
        ),
        (
            "![](https://b.example/c.png)",
            format!(
                r#"<p><a href="https://b.example/c.png" {foreign}>https://b.example/c.png</a></p>"#
            ),
        ),
        (
            "[![A](b.png)](/gaps)",
            r#"<p><a href="/gaps">A</a></p>"#.to_owned(),
        ),
        (
            "[a](javascript:alert(1)) [b](//c.example) [d](e.md)",
            "<p>a b d</p>".to_owned(),
        ),
        (
            "![](data:image/png;base64,AA)",
            "<p>data:image/png;base64,AA</p>".to_owned(),
        ),
    ] {
        assert_eq!(shown(written), expected, "{written}");
    }
}

#[test]
fn raw_html_is_text() {
    assert_eq!(
        shown("<div onclick=\"x()\">\nG-31 & <b>*so*</b>\n</div>\n\na <b>c</b>"),
        concat!(
            "<p>&lt;div onclick=&quot;x()&quot;&gt;<br>",
            r#"<a href="/gaps/31" data-card="/cards/G-31">G-31</a> &amp; &lt;b&gt;*so*&lt;/b&gt;<br>&lt;/div&gt;</p>"#,
            "<p>a &lt;b&gt;c&lt;/b&gt;</p>"
        )
    );
}

#[test]
fn what_is_written_from_the_right_is_read_from_the_right() {
    assert_eq!(shown("שלום"), r#"<p dir="auto">שלום</p>"#);
    assert_eq!(
        shown("# مرحبا\n\n- a"),
        r#"<h3 dir="auto">مرحبا</h3><ul><li dir="auto">a</li></ul>"#
    );
    assert_eq!(shown("Grüße"), "<p>Grüße</p>");
}

#[test]
fn where_there_is_room_for_words_alone_the_signs_are_left_out() {
    for (written, expected) in [
        ("Nine days", "Nine days"),
        (
            "Nine **long** days:\n\n- a `b`\n- [c](/d)",
            "Nine long days: a b c ",
        ),
        ("<b>", "<b>"),
    ] {
        assert_eq!(super::words(written), expected);
    }
}

/// Texts that are built to exhaust whoever reads them.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        ">",
        "- ",
        "1. ",
        "* ",
        "[",
        "![",
        "[a](",
        "*a ",
        "**",
        "_a",
        "`",
        "<",
        "<a ",
        "&",
        "|",
        "\\",
        "~~",
        "> - ",
        "[[",
        "](",
        "<!--",
        "http://",
        "@a",
        "(",
        "a**a",
        "*_",
        "\t",
        "<?",
        "<![CDATA[",
    ]
    .iter()
    .map(|part| part.repeat(20_000 / part.len()))
    .collect();
    texts.push(format!("{}\n{}", "> ".repeat(5000), "> ".repeat(5000)));
    texts.push(
        (0..195)
            .flat_map(|deep| [" ".repeat(deep), "- a\n".to_owned()])
            .collect(),
    );
    texts.push(format!(
        "{}\n{}\n{}",
        "|a".repeat(2500),
        "|-".repeat(2500),
        "|\n".repeat(5000)
    ));
    texts.push(format!(
        "[a]: http://b.example/{}\n\n{}",
        "c".repeat(9000),
        "[a]".repeat(3000)
    ));
    texts.push(format!("http://a.example/{}", ")".repeat(19_000)));
    texts.push(format!("{}a{}", "*".repeat(9999), "*".repeat(9999)));
    texts
}

#[test]
fn hostile_texts_are_shown_in_bounds() {
    for text in hostile() {
        let html = shown(&text);
        let start: String = text.chars().take(20).collect();
        assert!(html.len() < 1_000_000, "{start}: {}", html.len());
        assert!(
            deepest(&html) <= super::DEPTH + 3,
            "{start}: {}",
            deepest(&html)
        );
        assert_safe(&text);
    }
}

/// How many elements stand within each other at most.
fn deepest(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            depth -= 1;
        } else if !tag.starts_with("br>") && !tag.starts_with("hr>") {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    deepest
}

/// Exactly the elements and attributes that we write.
fn allow_list() -> ammonia::Builder<'static> {
    let blocks = ["p", "h3", "h4", "h5", "h6", "blockquote", "li", "td", "th"];
    let other = [
        "pre", "code", "ul", "ol", "table", "thead", "tbody", "tr", "em", "strong", "del", "a",
        "br", "hr",
    ];
    let mut values: HashMap<_, HashMap<_, _>> = blocks
        .into_iter()
        .map(|block| (block, HashMap::from([("dir", ["auto"].into())])))
        .collect();
    for cell in ["td", "th"] {
        values
            .entry(cell)
            .or_default()
            .insert("class", ["num"].into());
    }
    values
        .entry("th")
        .or_default()
        .insert("scope", ["col"].into());
    values.insert("a", HashMap::from([("rel", [super::FOREIGN].into())]));
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(blocks.into_iter().chain(other).collect())
        .tag_attributes(HashMap::from([
            ("a", ["href", "data-href", "data-card"].into()),
            ("ol", ["start"].into()),
        ]))
        .tag_attribute_values(values)
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(None);
    builder
}

/// The oracle, which reads HTML as browsers do, finds nothing to take out and nothing to put right.
///
/// It also takes out addresses that lead nowhere, such as `http://0](0`, which are harmless: where links lead is looked
/// at here.
fn assert_safe(text: &str) {
    // These are one character however they are written.
    let same = |html: &str| {
        html.replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&nbsp;", "\u{a0}")
    };
    let html = shown(text).replace("<a href=", "<a data-href=");
    let clean = allow_list().clean(&html).to_string();
    assert_eq!(same(&clean), same(&html), "of {text:?}");
    for href in shown(text).split("<a href=\"").skip(1) {
        let is_led_to = href.starts_with('#')
            || (href.starts_with('/') && !href.starts_with("//"))
            || ["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| href.to_ascii_lowercase().starts_with(scheme));
        assert!(is_led_to, "{href}");
    }
}

#[test]
fn the_oracle_would_find_it() {
    let html = |html: &str| allow_list().clean(html).to_string();
    for unsafe_html in [
        "<script>x</script>",
        "<p onclick=\"x\">a</p>",
        "<p style=\"x\">a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<img src=\"/x\">",
        "<p class=\"num\">a</p>",
        "<p>a",
        "<a href=\"/\"><a href=\"/\">b</a></a>",
        "<table><p>a</p></table>",
    ] {
        assert_ne!(html(unsafe_html), unsafe_html);
    }
}

#[test]
fn known_attacks_come_to_nothing() {
    for attack in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></p><style><img src onerror=alert(1)></style>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](java&#09;script:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](\u{1}javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox(1))",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "[x](\\/evil.example)",
        "[x](/%09/evil.example)",
        "[x](</\t/evil.example>)",
        "[x](https://a.example\" onclick=\"alert(1))",
        "[x](https://a.example \"t\\\" onclick=alert(1)\")",
        "[x]: javascript:alert(1)\n\n[x]",
        "![x](javascript:alert(1))",
        "![x\" onerror=\"alert(1)](https://a.example)",
        "<javascript:alert(1)>",
        "<http://a.example/\"onclick=alert(1)>",
        "http://a.example/\"onmouseover=\"alert(1)",
        "http://a.example/'><script>alert(1)</script>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "`</code><script>alert(1)</script>`",
        "|a|\n|-|\n|</td><script>alert(1)</script>|",
        "# </h3><script>alert(1)</script>",
        "@mona\"><script>alert(1)</script>",
        "G-31<script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php <script>alert(1)</script> ?>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<textarea></textarea><script>alert(1)</script>",
        "</main></body><script>alert(1)</script>",
        "[a](https://b.example) [b](<https://c.example/> onclick=x)",
        "\\<script>alert(1)\\</script>",
    ] {
        assert_safe(attack);
        assert_eq!(
            shown(attack).matches("href=").count(),
            allow_list()
                .clean(&shown(attack))
                .to_string()
                .matches("href=")
                .count(),
            "{attack}"
        );
        let html = shown(attack);
        assert!(
            !html.contains("<script") && !html.contains("<img"),
            "{html}"
        );
    }
}

/// A text that is parsed whatever it is.
struct Parsed<'a>(&'a str, &'a Known);

impl fmt::Display for Parsed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        parsed(self.0, plain::direction(self.0), self.1, f)
    }
}

proptest! {
    #[test]
    fn soup_is_safe(
        text in r#"([*_`~<>\[\]()!#&|\\:"'=+\-0-9. \n/@]|[*_]{2}|<a |</|<!--|href=|on\w=|javascript:|https?://|\]\(|&#58;|```|~~|\|-\||@mona|G-31|a|b|ש|[^\x00-\x08\x0b-\x1f\x7f]){0,60}"#
    ) {
        assert_safe(&text);
        deepest(&shown(&text));
    }

    #[test]
    fn a_plain_text_is_shown_as_if_it_had_been_parsed(
        text in r#"([a-zA-Z0-9 .,;:!?'"()/@%$^{}=+#-]|\n|  |ü|ש|@mona|G-31|https://a.example){0,40}"#
    ) {
        if plain::is_plain(&text) {
            let parsed = Parsed(&text, &Known::sample()).to_string();
            prop_assert_eq!(shown(&text), parsed);
        }
    }

    #[test]
    fn whoever_is_linked_is_mentioned_and_nobody_else(
        text in r"([a-z0-9 .,:()/*_`>|\[\]!+-]|\n|    |```|@mona|@priya-amin|https://a\.example|\]\(|<b>|#){0,40}"
    ) {
        let known = ["mona", "priya-amin"];
        let html = shown(&text);
        let linked = known.map(|who| html.contains(&format!("data-card=\"/cards/@{who}\"")));
        let found = handles(&text);
        prop_assert_eq!(known.map(|who| found.contains(who)), linked, "{}", html);
    }
}

#[test]
fn code_and_addresses_mention_nobody() {
    let found = handles(
        "@mona, run `@priya-amin` at https://a.example/@tomas\n\n    @ada\n\n[@ben](/x) *@cleo*",
    );
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["cleo", "mona"]);
}
