package dev.connectorproxy.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Arguments with which each command on a database succeeds where there is a table `contract` with the columns `id` and `item`.
/// For tests only.
public final class StatementSamples {
    private static final AtomicInteger TABLES = new AtomicInteger();

    private StatementSamples() {}

    /// By the names of the commands. Each sample of `CreateTable` creates a table of its own.
    ///
    /// @param suffix of the names, except that of `DoSQL`
    /// @param server the members that say where the database is
    public static Map<String, String> of(String suffix, String server) {
        var samples = new LinkedHashMap<String, String>();
        samples.put(
                "CreateTable" + suffix,
                on(
                        "contract_" + TABLES.incrementAndGet(),
                        "{'column_definitions': [{'name': 'id', 'type': 'int'}]}"));
        samples.put("DeleteValues" + suffix, on("contract", "{'where': [['id', '=', 7]]}"));
        samples.put(
                "DoSQL", "'schema': {'sql': 'select %s', 'values': [1], 'fetch_results': true}");
        samples.put("DropTable" + suffix, "'table_name': 'contract_none'");
        samples.put(
                "InsertValues" + suffix,
                on("contract", "{'columns': ['id', 'item'], 'values': [[1, 'tea']]}"));
        samples.put(
                "SelectValues" + suffix,
                on("contract", "{'columns': ['id'], 'where': [['id', '=', 7]]}"));
        samples.put(
                "UpdateValues" + suffix,
                on("contract", "{'set': {'item': 'tea'}, 'where': [['id', '=', 7]]}"));
        samples.replaceAll(
                (_, arguments) -> "{%s, %s}".formatted(arguments.replace('\'', '"'), server));
        return samples;
    }

    private static String on(String table, String schema) {
        return "'table_name': '%s', 'schema': %s".formatted(table, schema);
    }
}
