package dev.connectorproxy;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Settings under `catalogue.aliases`: the id of a command by each further id under which it is offered (none).
record CommandAliases(Map<CommandId, CommandId> targets) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+/[A-Za-z0-9_-]+");

    /// @throws SettingsException a key or a value is not the id of a command
    static CommandAliases create(Section root) {
        var aliases = root.section("catalogue").section("aliases");
        var targets = new LinkedHashMap<CommandId, CommandId>();
        aliases.flat(List.of("**"))
                .forEach((alias, target) -> {
                    if (!ID.matcher(alias).matches() || target.indexOf('/') < 0) {
                        throw aliases.invalid(
                                alias,
                                "must be an id such as http/Get, and its value the id of a command, such as http/GetRequestV2");
                    }
                    targets.put(CommandId.parse(alias), CommandId.parse(target));
                });
        return new CommandAliases(targets);
    }
}
