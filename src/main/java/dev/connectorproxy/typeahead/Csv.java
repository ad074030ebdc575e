package dev.connectorproxy.typeahead;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Comma-separated values (RFC 4180): quoted fields may contain commas, line ends and doubled quotes; lines end with
/// CR LF, LF or CR. Spreadsheets write semicolons or tabs in place of the commas, depending on the language of their
/// user, so the separator is the one of the first line.
final class Csv {
    private static final List<String> END = List.of("end");
    private static final String SEPARATORS =
            ",;\t|"; // the first one that is as frequent as any other

    /// A first line that only names the separator, which spreadsheets read and write.
    private static final Pattern DECLARATION = Pattern.compile("^sep=([,;\t|])(\r\n|\r|\n)");

    private Csv() {}

    /// The fields of every line that is not empty.
    ///
    /// @throws IllegalArgumentException a quoted field has no closing quote, or a closing quote is not followed by a
    ///     comma or a line end
    static List<List<String>> parse(String text) {
        // FastCSV accepts an open quote at the end of the text; the field would then contain this
        // line
        var declaration = DECLARATION.matcher(text);
        boolean declared = declaration.find();
        var terminated =
                (declared ? text.substring(declaration.end()) : text) + "\n" + END.getFirst();
        var reader =
                CsvReader.builder()
                        .fieldSeparator(declared ? declaration.group(1).charAt(0) : separator(text))
                        .allowExtraFields(true)
                        .allowMissingFields(true);
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

    private static char separator(String text) {
        var counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            if (!quoted && SEPARATORS.indexOf(c) >= 0) {
                counts[SEPARATORS.indexOf(c)]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }
}
