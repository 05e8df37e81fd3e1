//! A table as a file for spreadsheets (RFC 4180), in which no cell is ever a formula.

use csv::{Terminator, WriterBuilder};

/// Writes a table: the names of its columns, then its rows.
pub(crate) fn written<const COLUMNS: usize>(
    head: [&str; COLUMNS],
    rows: &[[String; COLUMNS]],
) -> Result<Vec<u8>, csv::Error> {
    let mut file = Vec::new();
    let mut builder = WriterBuilder::new();
    let mut writer = builder.terminator(Terminator::CRLF).from_writer(&mut file);
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| text(cell)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(file)
}

/// A cell that a spreadsheet would take for a formula is made a text; a number stays one.
fn text(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let begins_one =
        first.is_some_and(|first| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first));
    let is_formula = begins_one || cell.starts_with(['\t', '\r', '\n']);
    let is_number = cell.parse::<paceline_core::measure::Amount>().is_ok();
    let mark = if is_formula && !is_number { "'" } else { "" };
    format!("{mark}{cell}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_comes_back() {
        let cells = [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" +cmd|' /C calc'!A0", "' +cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("-0.25", "-0.25"),
            ("-1+2", "'-1+2"),
            ("Ada \"A\", and\nBen; =x", "Ada \"A\", and\nBen; =x"),
            ("", ""),
        ];
        let rows = cells.map(|(cell, _)| [cell.to_owned(), "next".to_owned()]);
        let file = written(["one", "two"], &rows).expect("it is written");
        assert!(file.starts_with(b"one,two\r\n'=1+1,next\r\n"));
        let mut read = csv::Reader::from_reader(file.as_slice());
        let read: Vec<_> = read.records().map(|row| row.expect("a row")).collect();
        assert_eq!(read.len(), cells.len());
        for (row, (_, safe)) in read.iter().zip(cells) {
            assert_eq!(row.iter().collect::<Vec<_>>(), [safe, "next"]);
        }
    }
}
