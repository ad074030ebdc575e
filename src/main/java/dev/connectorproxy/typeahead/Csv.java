package dev.connectorproxy.typeahead;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values (RFC 4180): quoted fields may contain commas, line ends and doubled quotes; lines end with
/// CR LF, LF or CR.
final class Csv {
    private static final List<String> END = List.of("end");

    private Csv() {}

    /// The fields of every line that is not empty.
    ///
    /// @throws IllegalArgumentException a quoted field has no closing quote, or a closing quote is not followed by a
    ///     comma or a line end
    static List<List<String>> parse(String text) {
        // FastCSV accepts an open quote at the end of the text; the field would then contain this
        // line
        var terminated = text + "\n" + END.getFirst();
        var reader = CsvReader.builder().allowExtraFields(true).allowMissingFields(true);
        try {
            var lines =
                    reader.ofCsvRecord(terminated).stream()
                            .map(CsvRecord::getFields)
                            .collect(Collectors.toList());
            if (!lines.removeLast().equals(END)) {
                throw new IllegalArgumentException("a quoted field has no end");
            }
            return lines;
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("something follows a closing quote", e);
        }
    }
}
