package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds etc/docs/error-codes.md and [ErrorCode] together: diagrams catch these names, so the page is part of the contract.
class ErrorCodesPageTest {
    private static final String UPSTREAM_STATUS = "HttpError<status>";
    private static final Pattern LEADING_NUMBER = Pattern.compile("^(\\d{3})\\b.*");

    private final List<Row> rows = rows();

    /// One line of the table.
    private record Row(
            String code,
            String innerStatus,
            String outerStatus,
            String retried,
            List<String> prose) {

        /// The status from which SpiffArena decides: the inner one where there is one.
        int status() {
            return number(innerStatus.equals("–") ? outerStatus : innerStatus);
        }
    }

    @Test
    void everyCodeHasExactlyOneRowAndEveryRowIsAKnownCode() {
        var known =
                Stream.of(
                                Stream.of(UPSTREAM_STATUS),
                                Arrays.stream(ErrorCode.values()).map(ErrorCode::code),
                                promised().stream())
                        .flatMap(it -> it)
                        .distinct();

        var listed = rows.stream().map(Row::code).toList();

        assertThat(listed, containsInAnyOrder(known.toArray(String[]::new)));
    }

    @ParameterizedTest
    @EnumSource
    void aRowTellsTheStatusOfItsCodeAndWhetherThatIsRetried(ErrorCode error) {
        var row =
                rows.stream()
                        .filter(it -> it.code().equals(error.code()))
                        .findFirst()
                        .orElseThrow();

        assertThat(row.status(), is(error.status()));
        assertThat(
                row.retried(), is(error.status() == 429 || error.status() >= 500 ? "yes" : "no"));
    }

    @Test
    void everyCodeThatACommandSaysItEndsWithHasARow() {
        var promised = promised();

        assertThat(promised, hasItem(UPSTREAM_STATUS));
        var listed = rows.stream().map(Row::code).toList();
        assertThat(promised.stream().filter(it -> !listed.contains(it)).toList(), is(empty()));
    }

    @Test
    void everyRowTellsCauseAndCure() {
        for (var row : rows) {
            assertThat(row.code(), row.prose(), everyItem(not("")));
        }
    }

    /// What the commands say they end with.
    private static List<String> promised() {
        Egress nowhere =
                (_, _) -> {
                    throw new AssertionError("a connector called the outside world at start");
                };
        var context = new ConnectorContext(nowhere, Map.of());
        return ServiceLoader.load(ConnectorProvider.class).stream()
                .flatMap(it -> it.get().commands(context).stream())
                .flatMap(command -> command.spec().errors().stream())
                .distinct()
                .toList();
    }

    private static List<Row> rows() {
        try (var lines = Files.lines(Path.of("etc", "docs", "error-codes.md"))) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(ErrorCodesPageTest::row)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("etc/docs/error-codes.md cannot be read", e);
        }
    }

    private static Row row(String line) {
        var cells =
                Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toArray(String[]::new);
        assertThat(line, cells, arrayWithSize(7));
        return new Row(
                cells[0].replace("`", ""),
                cells[1],
                cells[2],
                cells[3],
                List.of(cells[4], cells[5]));
    }

    private static int number(String cell) {
        var matcher = LEADING_NUMBER.matcher(cell);
        assertThat(cell + " begins with a status", matcher.matches());
        return Integer.parseInt(matcher.group(1));
    }
}
