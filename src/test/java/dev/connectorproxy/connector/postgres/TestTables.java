package dev.connectorproxy.connector.postgres;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/// Commands with low limits, and a shorthand to create a table with them.
final class TestTables {
    static final Commands COMMANDS = Commands.onServer("max-rows", "100", "max-bytes", "1 MiB");

    private TestTables() {}

    static void create(String table, String... columns) {
        var definitions = new StringBuilder();
        for (int i = 0; i < columns.length; i += 2) {
            definitions
                    .append(i == 0 ? "" : ",")
                    .append(
                            "{\"name\":\""
                                    + columns[i]
                                    + "\",\"type\":\""
                                    + columns[i + 1]
                                    + "\"}");
        }
        var result =
                COMMANDS.run(
                        "CreateTableV2",
                        on(table, "{\"column_definitions\":[" + definitions + "]}"));
        assertThat(result, is("{\"result\":\"ok\"}"));
    }

    static String on(String table, String schema) {
        return "{\"table_name\":\"" + table + "\",\"schema\":" + schema + "}";
    }
}
