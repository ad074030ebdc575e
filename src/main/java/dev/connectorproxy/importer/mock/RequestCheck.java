package dev.connectorproxy.importer.mock;

import dev.connectorproxy.importer.mock.ReceivedRequest.Pair;
import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Validates a request against the operation that it is meant for.
///
/// @param basePath the path of the server, before that of the operation
record RequestCheck(RawOperation operation, String method, String basePath) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    /// Headers that every client may send.
    private static final Set<String> USUAL =
            Set.of("accept", "content-type", "content-length", "user-agent", "cookie");

    /// What is wrong, in the order of the request; empty if it is valid.
    List<String> problems(ReceivedRequest request) {
        var problems = new ArrayList<String>();
        if (!request.method().equals(method)) {
            problems.add("the method is %s, not %s".formatted(request.method(), method));
        }
        checkPath(request, problems);
        checkQuery(request, problems);
        checkHeaders(request, problems);
        checkCookies(request, problems);
        new BodyCheck(operation).problem(request).ifPresent(problems::add);
        return problems;
    }

    private void checkPath(ReceivedRequest request, List<String> problems) {
        var template = operation.path().split("[?#]", 2)[0];
        var names = new ArrayList<String>();
        var regex = new StringBuilder();
        var variable = VARIABLE.matcher(template);
        int end = 0;
        while (variable.find()) {
            regex.append(literal(template.substring(end, variable.start()))).append("([^/]*)");
            names.add(variable.group(1));
            end = variable.end();
        }
        regex.append(literal(template.substring(end)));
        var path = Pattern.compile(literal(basePath) + regex).matcher(request.path());
        if (!path.matches()) {
            problems.add("the path does not match " + template);
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var text = path.group(i + 1);
            operation
                    .in("path")
                    .filter(parameter -> parameter.name().equals(name))
                    .findFirst()
                    .ifPresent(parameter ->
                            new StyleDecoder(operation.document())
                                    .ofPath(parameter, text)
                                    .filter(_ -> !text.isEmpty())
                                    .ifPresentOrElse(
                                            value -> validate(parameter, value, problems),
                                            () ->
                                                    problems.add(
                                                            "the path has no value for " + name)));
        }
    }

    /// Characters that a path cannot have are escaped.
    private static String literal(String text) {
        return Pattern.quote(
                PercentCodec.encode(text, PercentCodec.alphanumericOr("-._~!$&'()*+,;=:@/%")));
    }

    private void checkQuery(ReceivedRequest request, List<String> problems) {
        var pairs = new ArrayList<>(request.query());
        int question = operation.path().indexOf('?');
        var expected =
                question < 0
                        ? List.<Pair>of()
                        : ReceivedRequest.pairs(
                                operation.path().substring(question + 1).split("#", 2)[0]);
        var known = new HashSet<String>();
        for (var pair : expected) {
            known.add(pair.name());
            if (!pair.value().contains("{")
                    && pairs.stream()
                            .noneMatch(sent ->
                                    sent.name().equals(pair.name())
                                            && sent.decoded().equals(pair.decoded()))) {
                problems.add("the query lacks %s, which stands in the path".formatted(pair.name()));
            }
        }
        var decoder = new StyleDecoder(operation.document());
        operation
                .in("query")
                .forEach(
                        parameter -> check(parameter, decoder.ofPairs(parameter, pairs), problems));
        known.addAll(decoder.known());
        known.addAll(operation.document().keys("query"));
        pairs.stream()
                .map(Pair::name)
                .filter(name -> !known.contains(name))
                .distinct()
                .forEach(name -> problems.add("the query has an unknown parameter " + name));
    }

    private void checkHeaders(ReceivedRequest request, List<String> problems) {
        var known = new HashSet<>(USUAL);
        operation
                .in("header")
                .forEach(parameter -> {
                    var name = parameter.name().toLowerCase(Locale.ROOT);
                    if (!known.contains(name) && !name.equals("authorization")) {
                        var decoder = new StyleDecoder(operation.document());
                        check(
                                parameter,
                                request.header(name).map(text -> decoder.ofHeader(parameter, text)),
                                problems);
                    }
                    known.add(name);
                });
        request.headers().stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .filter(name -> !known.contains(name))
                .distinct()
                .forEach(name -> problems.add("there is an unknown header " + name));
    }

    private void checkCookies(ReceivedRequest request, List<String> problems) {
        var decoder = new StyleDecoder(operation.document());
        operation
                .in("cookie")
                .forEach(parameter ->
                        check(parameter, decoder.ofPairs(parameter, request.cookies()), problems));
    }

    private void check(RawParameter parameter, Optional<JsonValue> value, List<String> problems) {
        value.ifPresentOrElse(
                present -> validate(parameter, present, problems),
                () -> {
                    if (parameter.isRequired()) {
                        problems.add("the %s lacks %s".formatted(parameter.in(), parameter.name()));
                    }
                });
    }

    private void validate(RawParameter parameter, JsonValue value, List<String> problems) {
        RawSchemas.problem(operation.document(), parameter.schema(), value, true)
                .ifPresent(why ->
                        problems.add(
                                "%s in the %s: %s"
                                        .formatted(parameter.name(), parameter.in(), why)));
    }
}
