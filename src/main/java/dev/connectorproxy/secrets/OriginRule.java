package dev.connectorproxy.secrets;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.toolkit.Globs;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One element of `secrets.origins`: the only origins to which the secrets of these names may be sent. Several elements
/// for one secret add up.
///
/// @param secrets selects the names of the secrets
/// @param origins not empty
public record OriginRule(Globs secrets, Set<SecretOrigin> origins) {
    public OriginRule {
        origins = Set.copyOf(origins);
    }

    static OriginRule create(Section rule) {
        var names = rule.texts("secrets");
        if (names.isEmpty() || !names.stream().allMatch(glob -> glob.matches("[A-Za-z0-9._*-]+"))) {
            throw rule.invalid(
                    "secrets",
                    "must name secrets in letters, digits, dots, dashes, underscores and *");
        }
        var origins = rule.texts("origins");
        if (origins.isEmpty()
                || origins.stream().anyMatch(text -> SecretOrigin.parse(text).isEmpty())) {
            throw rule.invalid(
                    "origins",
                    "must be origins such as https://api.example.com, or host:port for other protocols");
        }
        return new OriginRule(Globs.of(names), parsed(origins));
    }

    private static Set<SecretOrigin> parsed(List<String> origins) {
        return origins.stream()
                .flatMap(text -> SecretOrigin.parse(text).stream())
                .collect(Collectors.toSet());
    }
}
