package dev.connectorproxy.devserver.junit;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.payment.JsonFields;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A request for a test.
///
/// @param className a Java identifier that ends in `Test`
/// @param packageName identifiers of Java with dots between; empty for none
/// @param calls the numbers of the calls to play; empty for none in particular
/// @param run the run whose calls to play
record TestRequest(
        String className, String packageName, Optional<List<Long>> calls, Optional<Long> run) {
    static final String FAILED = "save as test failed";
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9_]{0,99}");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final int MAX_PACKAGES = 20;
    private static final String TEST = "Test";

    /// What Java reserves among what [#PACKAGE] matches (JLS 3.9).
    private static final Set<String> RESERVED =
            Set.copyOf(
                    Arrays.asList(
                            ("abstract assert boolean break byte case catch char class const continue default do double else"
                                            + " enum extends final finally float for goto if implements import instanceof int"
                                            + " interface long native new package private protected public return short static"
                                            + " strictfp super switch synchronized this throw throws transient try void volatile"
                                            + " while true false null")
                                    .split(" ")));

    /// @throws DevServerException 400 when a field is invalid
    static TestRequest of(JsonFields fields) {
        var calls = fields.value("calls").map(TestRequest::numbers);
        var run = fields.value("run").map(TestRequest::number);
        if (calls.isPresent() && run.isPresent()) {
            throw invalid("calls and run exclude each other");
        }
        return new TestRequest(
                className(fields.string("name").orElse("")),
                packageName(fields.string("package").orElse("")),
                calls,
                run);
    }

    /// The folder of the package, with a slash at its end; empty for none.
    String folder() {
        return packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    }

    private static String className(String name) {
        if (!CLASS.matcher(name).matches()) {
            throw invalid(
                    "name must be the name of a Java class: an upper-case letter, then letters, digits and _");
        }
        return name.endsWith(TEST) ? name : name + TEST;
    }

    private static String packageName(String name) {
        if (name.isEmpty()) {
            return name;
        }
        var parts = List.of(name.split("\\.", -1));
        boolean valid =
                parts.size() <= MAX_PACKAGES
                        && parts.stream()
                                .allMatch(part ->
                                        PACKAGE.matcher(part).matches()
                                                && !RESERVED.contains(part));
        if (!valid) {
            throw invalid("package must be the name of a Java package in lower case");
        }
        return name;
    }

    private static List<Long> numbers(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY ->
                    value.asJsonArray().stream()
                            .map(TestRequest::number)
                            .distinct()
                            .sorted()
                            .toList();
            default -> throw invalid("calls must be an array of numbers");
        };
    }

    private static long number(JsonValue value) {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            return number.longValue();
        }
        throw invalid("calls and run must be whole numbers");
    }

    private static DevServerException invalid(String details) {
        return DevServerException.badRequest(FAILED, details);
    }
}
