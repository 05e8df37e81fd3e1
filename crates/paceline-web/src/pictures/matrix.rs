//! The follow matrix: which teams follow whose initiatives; silos are the empty squares (mission row P8).

use paceline_core::insight::matrix::{Group, Matrix};

use super::{
    Cell, Drawn, Key, Table, letters,
    svg::{Sheet, Svg, float, px},
};
use crate::url::{At, To};

const LETTERS: f64 = 12.0;
/// The most room for a name, in pixels.
const NAME: f64 = 190.0;
/// Up to so many teams, squares are large enough for their number.
const NUMBERED: usize = 12;

const TITLE: &str = "Which teams follow whose initiatives";

/// Where the squares stand, in pixels.
struct Grid {
    left: f64,
    top: f64,
    step: f64,
    edge: f64,
}

impl Grid {
    fn of(matrix: &Matrix) -> Self {
        let side = matrix.teams.len();
        let step = if side <= NUMBERED { 38.0 } else { 26.0 };
        let names = matrix.teams.iter().map(named);
        let widest = names
            .map(|name| letters::width(&name, LETTERS))
            .fold(60.0, f64::max);
        // Letters are only estimated, and a fallback font is wider.
        let left = widest * 1.1 + 14.0;
        Self {
            left,
            // Names of columns climb at half a right angle.
            top: left * 0.7072 + 10.0,
            step,
            edge: step * float(side),
        }
    }

    fn width(&self) -> f64 {
        (self.left + self.edge + self.left * 0.7072).max(300.0)
    }

    /// The names and the lines between them.
    fn draw(&self, svg: &mut Svg, matrix: &Matrix) {
        let Self {
            left,
            top,
            step,
            edge,
        } = *self;
        for (place, group) in matrix.teams.iter().enumerate() {
            let middle = step * (float(place) + 0.5);
            let words = named(group);
            svg.text(
                "p-name p-end",
                (px(left - 8.0), px(top + middle + 4.0)),
                &words,
            );
            svg.slanted(
                "p-name",
                (left + middle + 3.0, top - 6.0),
                &words,
                group.name(),
            );
        }
        for line in 0..=matrix.teams.len() {
            let by = step * float(line);
            svg.line(
                "p-grid",
                (px(left), px(top + by)),
                (px(left + edge), px(top + by)),
            );
            svg.line(
                "p-grid",
                (px(left + by), px(top)),
                (px(left + by), px(top + edge)),
            );
        }
    }
}

/// Draws the matrix. `name` tells it apart from other pictures of the page; `span` keeps the time in links.
pub(crate) fn draw(matrix: &Matrix, name: &str, at: At, span: &str) -> Drawn {
    let side = matrix.teams.len();
    let grid = Grid::of(matrix);
    let mut svg = Svg::default();
    if side == 0 {
        svg.text(
            "p-empty",
            (px(0.0), px(20.0)),
            "No two teams of five or more people.",
        );
    } else {
        grid.draw(&mut svg, matrix);
    }
    for row in 0..side {
        for column in 0..side {
            square(&mut svg, matrix, (row, column), &grid);
        }
    }
    let finding = matrix.sentence();
    let desc = format!("{finding}{}", strongest(matrix));
    let svg = svg.finish(&Sheet {
        name,
        title: TITLE,
        desc: &desc,
        width: px(grid.width()),
        height: if side == 0 {
            30.0
        } else {
            grid.top + grid.edge + 8.0
        },
    });
    let drawn = "the row follows initiatives of the column; the larger, the more";
    let legend = vec![
        Key::new("p-square", drawn),
        Key::new("p-none", "nobody does"),
        Key::new("p-own", "its own"),
    ];
    Drawn {
        finding,
        label: TITLE.to_owned(),
        kind: "p-matrix",
        svg,
        legend: if side == 0 { Vec::new() } else { legend },
        note: note(matrix),
        table: (side > 0).then(|| table(matrix, at, span)),
    }
}

/// A name as it fits, with how many teams are counted with it.
fn named(group: &Group) -> String {
    match group.folded {
        0 => letters::cut(group.name(), LETTERS, NAME),
        folded => format!(
            "{} +{folded}",
            letters::cut(group.name(), LETTERS, NAME - 24.0)
        ),
    }
}

fn square(svg: &mut Svg, matrix: &Matrix, (row, column): (usize, usize), grid: &Grid) {
    let step = grid.step;
    let (x, y) = (
        grid.left + step * float(column),
        grid.top + step * float(row),
    );
    let count = matrix.at(row, column);
    if row == column {
        let (from, to) = (
            (px(x + 5.0), px(y + 5.0)),
            (px(x + step - 5.0), px(y + step - 5.0)),
        );
        svg.line("p-own", from, to);
        return;
    }
    if count == 0 {
        return;
    }
    let most = float(matrix.most().max(1));
    // The area says how much; even the smallest can be seen, and takes its number where it has one.
    let least = if step > 30.0 { 20.0 } else { 8.0 };
    let size = least + (step - 4.0 - least) * (float(count) / most).sqrt();
    let (left, top) = (x + (step - size) / 2.0, y + (step - size) / 2.0);
    let told = |place: usize| matrix.teams.get(place).map_or("", Group::name);
    let words = format!("{} follows {}: {count}", told(row), told(column));
    let geometry = [
        ("x", px(left)),
        ("y", px(top)),
        ("width", px(size)),
        ("height", px(size)),
        ("rx", px(3.0)),
    ];
    svg.mark("rect", "p-square", &geometry, &words);
    let number = count.to_string();
    if step > 30.0 && letters::width(&number, 11.0) < size {
        svg.text(
            "p-count p-middle",
            (px(x + step / 2.0), px(y + step / 2.0 + 4.0)),
            &number,
        );
    }
}

/// The pairs that follow most, in words.
fn strongest(matrix: &Matrix) -> String {
    let side = matrix.teams.len();
    let pairs = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
    let mut pairs: Vec<(usize, usize, usize)> = pairs
        .filter(|(row, column)| row != column)
        .map(|(row, column)| (matrix.at(row, column), row, column))
        .filter(|(count, _, _)| *count > 0)
        .collect();
    pairs.sort_unstable_by_key(|(count, row, column)| (std::cmp::Reverse(*count), *row, *column));
    let name = |place: usize| matrix.teams.get(place).map_or("", Group::name);
    let told: Vec<String> = pairs
        .into_iter()
        .take(3)
        .map(|(count, row, column)| format!("{} follows {} {count} times", name(row), name(column)))
        .collect();
    if told.is_empty() {
        return String::new();
    }
    format!(" Most: {}.", told.join(", "))
}

fn note(matrix: &Matrix) -> String {
    let folded: usize = matrix.teams.iter().map(|group| group.folded).sum();
    let folded = match folded {
        0 => String::new(),
        1 => {
            "+1: one team is counted with the one above it, because it has fewer than five people or for want of room.".to_owned()
        }
        count => format!(
            "+: {count} teams are counted with the ones above them, because they have fewer than five people or for want of room."
        ),
    };
    let left_out = match matrix.left_out {
        0 => String::new(),
        count => format!("{count} more are left out; choose a team to see its parts."),
    };
    [folded.as_str(), left_out.as_str()]
        .join(" ")
        .trim()
        .to_owned()
}

fn table(matrix: &Matrix, at: At, span: &str) -> Table {
    let heading = |group: &Group| match &group.team {
        Some(team) if group.folded > 0 => {
            let words = format!("{} (with {} below)", team.name, group.folded);
            Cell::link(&at.to(&To::InsightsOf(&team.slug, span)), words)
        }
        Some(team) => Cell::words(&team.name),
        None => Cell::words(group.name()),
    };
    let rows = matrix
        .teams
        .iter()
        .zip(&matrix.follows)
        .map(|(group, counts)| {
            let counts = counts.iter().map(Cell::number);
            [heading(group), Cell::number(&group.people)]
                .into_iter()
                .chain(counts)
                .collect()
        });
    let names = matrix.teams.iter().map(|group| group.name().to_owned());
    Table {
        caption: "How often people of a row’s team follow initiatives of a column’s team"
            .to_owned(),
        head: ["Team".to_owned(), "People".to_owned()]
            .into_iter()
            .chain(names)
            .collect(),
        rows: rows.collect(),
    }
}
