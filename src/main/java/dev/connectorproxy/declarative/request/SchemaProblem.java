package dev.connectorproxy.declarative.request;

import dev.connectorproxy.toolkit.Redaction;
import dev.harrel.jsonschema.Error;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Chooses the one problem that is reported: the first one at the deepest place in the value. If all alternatives fail there, the
/// problem is that none matches.
final class SchemaProblem {
    private static final Redaction ONE_LINE = Redaction.of(List.of(), 400);

    /// The innermost alternative on the path of a keyword.
    private static final Pattern ALTERNATIVE = Pattern.compile("(.*/(?:anyOf|oneOf))/\\d+(?:/.*)?");

    private SchemaProblem() {}

    /// @param errors at least one
    static String of(List<Error> errors) {
        var first =
                errors.stream()
                        .max(Comparator.comparing(SchemaProblem::depth))
                        .map(deepest -> first(errors, depth(deepest)))
                        .orElseThrow();
        var rivals = rivals(errors, first);
        if (rivals.size() > 1) {
            return rivals.stream().allMatch(error -> error.getKeyword().equals("type"))
                    ? text(first, mustBe(rivals))
                    : alternatives(errors, first).map(SchemaProblem::text).orElse(text(first));
        }
        return text(first);
    }

    private static Error first(List<Error> errors, long depth) {
        return errors.stream().filter(error -> depth(error) == depth).findFirst().orElseThrow();
    }

    private static long depth(Error error) {
        return error.getInstanceLocation().chars().filter(c -> c == '/').count();
    }

    /// The errors at the same place in the alternatives of the same keyword, itself included.
    private static List<Error> rivals(List<Error> errors, Error error) {
        var group = group(error);
        return group.isEmpty()
                ? List.of()
                : errors.stream()
                        .filter(other ->
                                other.getInstanceLocation().equals(error.getInstanceLocation())
                                        && group(other).equals(group))
                        .toList();
    }

    private static Optional<Error> alternatives(List<Error> errors, Error error) {
        var group = group(error).orElseThrow();
        return errors.stream().filter(other -> other.getEvaluationPath().equals(group)).findFirst();
    }

    /// The path of the keyword whose alternatives the error is in.
    private static Optional<String> group(Error error) {
        return Optional.of(ALTERNATIVE.matcher(error.getEvaluationPath()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    private static String text(Error error) {
        return text(
                error,
                "type".equals(error.getKeyword()) ? mustBe(List.of(error)) : error.getError());
    }

    private static String mustBe(List<Error> types) {
        return types.stream()
                .map(Error::getError)
                .distinct()
                .collect(Collectors.joining(" or ", "must be ", ""));
    }

    private static String text(Error error, String expected) {
        var place = error.getInstanceLocation();
        return ONE_LINE.of(
                "%s (%s%s)"
                        .formatted(
                                expected, keyword(error), place.isEmpty() ? "" : ", at " + place));
    }

    /// A schema that is `false` has no keyword: it is that of a property that is not declared.
    private static String keyword(Error error) {
        return Optional.ofNullable(error.getKeyword())
                .orElseGet(() -> {
                    var path = error.getEvaluationPath();
                    return path.substring(path.lastIndexOf('/') + 1);
                });
    }
}
