package dev.connectorproxy.docs;

import dev.connectorproxy.declarative.file.CommandFile;
import dev.connectorproxy.declarative.file.CommandFile.ResponseForm;
import dev.connectorproxy.declarative.file.CommandFile.Source;
import dev.connectorproxy.declarative.file.Paging;
import dev.connectorproxy.declarative.file.RequestFile;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Command;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a page says about one command.
///
/// @param file what the connector file says about it
record CommandSection(String connector, CommandFile file, Command command) {

    private String id() {
        return connector + "/" + file.name();
    }

    /// Its row in the contents of the page.
    String row() {
        return "| [`%s`](#%s) | %s |\n"
                .formatted(
                        id(),
                        id().replace("/", "").toLowerCase(Locale.ROOT),
                        MarkdownCell.text(command.spec().description()));
    }

    String text() {
        return "### %s\n\n%s\n\n%s%s%s"
                .formatted(
                        id(),
                        command.spec().description(),
                        ParameterTable.of(command.spec()),
                        facts(),
                        errors());
    }

    private String facts() {
        return "- **Request**: %s%s\n- **Result**: %s\n%s- **Repeatable**: %s\n%s"
                .formatted(
                        request(),
                        file.server().map(" at `%s`"::formatted).orElse(""),
                        result(),
                        file.pages().map(CommandSection::pages).orElse(""),
                        repeatable(),
                        command.asynchronous()
                                ? "- **Long-running**: its result comes by callback\n"
                                : "");
    }

    private String request() {
        return switch (file.source()) {
            case Source.OfOperation(var name) -> MarkdownCell.code(name);
            case Source.OfRequests(var requests) ->
                    requests.stream()
                            .map(CommandSection::request)
                            .collect(Collectors.joining(", or "));
        };
    }

    private static String request(RequestFile request) {
        return "`%s %s`%s"
                .formatted(
                        request.method(),
                        request.path(),
                        request.when()
                                .map(when -> " if " + MarkdownCell.code(when.text()))
                                .orElse(""));
    }

    private String result() {
        var whole = file.pages().isPresent() ? "the list of all items" : "the response";
        var value =
                file.result()
                        .map(result -> MarkdownCell.code(result.text()) + " of " + whole)
                        .orElse(whole);
        return file.response() == ResponseForm.QUOTED
                ? value + ", as one text with JSON; `parsed_body` beside it is the JSON"
                : value;
    }

    private static String pages(Paging paging) {
        var next =
                switch (paging.next()) {
                    case Paging.Next.Link() -> "as the header `Link` says";
                    case Paging.Next.Url(var from) ->
                            "at the URL in the response (%s)"
                                    .formatted(MarkdownCell.code(from.text()));
                    case Paging.Next.Cursor(var from, var to) ->
                            "by the cursor `%s` (%s)".formatted(to, MarkdownCell.code(from.text()));
                    case Paging.Next.Page(var parameter, _, _) ->
                            "by the number of the page (`%s`)".formatted(parameter);
                    case Paging.Next.Offset(var parameter, _) ->
                            "by the number of items so far (`%s`)".formatted(parameter);
                };
        return "- **Pages**: further ones are read %s; at most %,d items of %d requests\n"
                .formatted(next, paging.limit(), paging.requests());
    }

    private String repeatable() {
        return file.idempotency()
                .map(use ->
                        use.header()
                                .map("yes, by the idempotency key in the header `%s`"::formatted)
                                .orElseGet(() ->
                                        "yes, by the idempotency key that is the default of `%s`"
                                                .formatted(use.parameter().orElseThrow())))
                .orElse(command.repeatable(new Arguments(Map.of())) ? "yes" : "no");
    }

    private String errors() {
        return file.errors().isEmpty()
                ? ""
                : "\nIts own errors, before those of every command:\n\n"
                        + ErrorTable.of(file.errors());
    }
}
