package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands on a real MariaDB.
@EnabledIf("dev.connectorproxy.connector.sql.MariaDbServer#isAvailable")
class MariaDbCommandsTest {
    private final SqlCalls calls = SqlCalls.onMariaDb();

    @Test
    void createsFillsReadsChangesAndDropsATable() {
        calls.on("life", "DropTable", "");

        var created =
                calls.on(
                        "life",
                        "CreateTable",
                        "{'column_definitions': [{'name': 'id', 'type': 'int auto_increment primary key'}, {'name': 'item', 'type': 'varchar(20) not null'}]}");
        var inserted =
                calls.on(
                        "life",
                        "InsertValues",
                        "{'columns': ['item'], 'values': [['tea'], ['coffee'], ['cocoa']]}");
        var selected =
                calls.on(
                        "life",
                        "SelectValues",
                        "{'columns': ['id', 'item'], 'where': [['id', '>', 1]], 'order_by': [['item', 'DESC']], 'limit': 2}");
        var updated =
                calls.on(
                        "life",
                        "UpdateValues",
                        "{'set': {'item': 'x'}, 'where': [['id', 'IN', [1, 2]]]}");
        var deleted = calls.on("life", "DeleteValues", "{'where': [['item', '=', 'x']]}");
        var counted = calls.on("life", "SelectValues", "{'columns': ['count(*)']}");
        var dropped = calls.on("life", "DropTable", "");

        assertThat(created, is("{\"result\":\"ok\"}"));
        assertThat(inserted, is("{\"result\":\"3 rows affected\"}"));
        assertThat(selected, is("[[2,\"coffee\"],[3,\"cocoa\"]]"));
        assertThat(updated, is("{\"result\":\"2 rows affected\"}"));
        assertThat(deleted, is("{\"result\":\"2 rows affected\"}"));
        assertThat(counted, is("[[1]]"));
        assertThat(dropped, is("{\"result\":\"ok\"}"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int | 7 | 7",
                "bigint unsigned | 18446744073709551615 | 18446744073709551615",
                "decimal(30,10) | 12345678901234567890.0123456789 | 12345678901234567890.0123456789",
                "decimal(5,2) | 1.50 | 1.50",
                "double | 1.5 | 1.5",
                "double | 3 | 3",
                "float | 0.1 | 0.1",
                "boolean | true | true",
                "tinyint(1) | 5 | 5",
                "tinyint | 1 | 1",
                "bit(1) | true | true",
                "year | 2024 | 2024",
                "date | \"2024-02-29\" | \"2024-02-29\"",
                "datetime | \"2024-02-29T12:34:00\" | \"2024-02-29T12:34:00\"",
                "datetime(6) | \"2024-02-29 12:34:56.789\" | \"2024-02-29T12:34:56.789\"",
                "timestamp(3) | \"2024-02-29T12:34:56.789\" | \"2024-02-29T12:34:56.789\"",
                "time | \"12:30:00\" | \"12:30:00\"",
                "varchar(20) | \"t\u00e9a \ud83c\udf75\" | \"t\u00e9a \ud83c\udf75\"",
                "longtext | \"it's \\\\ \\\"x\\\"\" | \"it's \\\\ \\\"x\\\"\"",
                "blob | {\"$binary\": \"3q2+7w==\"} | \"3q2+7w==\"",
                "varbinary(10) | {\"$binary\": \"AA==\"} | \"AA==\"",
                "json | {\"a\": [1, null]} | {\"a\":[1,null]}",
                "json | [1] | [1]",
                "enum('a','b') | \"b\" | \"b\"",
                "uuid | \"123e4567-e89b-12d3-a456-426655440000\" | \"123e4567-e89b-12d3-a456-426655440000\"",
                "int | null | null",
                "blob | null | null",
            })
    void storesAndReadsAValueOfEachType(String type, String given, String read) {
        calls.on("types", "DropTable", "");
        calls.run(
                "CreateTable",
                "{\"table_name\": \"types\", \"schema\": {\"column_definitions\": [{\"name\": \"v\", \"type\": %s}]}}"
                        .formatted(Json.createValue(type)));

        calls.run(
                "InsertValues",
                "{\"table_name\": \"types\", \"schema\": {\"columns\": [\"v\"], \"values\": [[%s]]}}"
                        .formatted(given));

        assertThat(calls.on("types", "SelectValues", "{'columns': ['v']}"), is("[[" + read + "]]"));
    }
}
