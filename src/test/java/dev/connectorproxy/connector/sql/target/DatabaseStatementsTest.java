package dev.connectorproxy.connector.sql.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.StatementFactory;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The statements for each kind of database, as text, and what H2 says to them in its mode for that database.
class DatabaseStatementsTest {
    private static final String SELECT =
            "{'columns': ['Id', 'count(*)'], 'where': [['\"Sold\"', 'IS NOT', true], ['item', 'ILIKE', 'a%'], ['id', 'IN', []]], 'order_by': [['id', 'DESC NULLS LAST']], 'limit': 5}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MARIADB | SELECT `Id`, count(*) FROM `s`.`t` WHERE `Sold` IS NOT TRUE AND LOWER(`item`) LIKE LOWER(?) AND FALSE ORDER BY CASE WHEN `id` IS NULL THEN 1 ELSE 0 END, `id` DESC LIMIT ?",
                "SQL_SERVER | SELECT TOP (?) [Id], count(*) FROM [s].[t] WHERE ([Sold] <> 1 OR [Sold] IS NULL) AND LOWER([item]) LIKE LOWER(?) AND 1 = 0 ORDER BY CASE WHEN [id] IS NULL THEN 1 ELSE 0 END, [id] DESC",
                "ORACLE | SELECT \"ID\", count(*) FROM \"S\".\"T\" WHERE (\"Sold\" <> 1 OR \"Sold\" IS NULL) AND LOWER(\"ITEM\") LIKE LOWER(?) AND 1 = 0 ORDER BY \"ID\" DESC NULLS LAST FETCH FIRST ? ROWS ONLY",
                "OTHER | SELECT Id, count(*) FROM s.t WHERE \"Sold\" IS NOT TRUE AND LOWER(item) LIKE LOWER(?) AND FALSE ORDER BY id DESC NULLS LAST FETCH FIRST ? ROWS ONLY",
            })
    void selects(DatabaseKind kind, String sql) {
        var statement = factory(kind).select(arguments("s.t", SELECT));

        assertThat(statement.sql(), is(sql));
        assertThat(
                statement.rows().toString(),
                is(kind == DatabaseKind.SQL_SERVER ? "[[5, \"a%\"]]" : "[[\"a%\", 5]]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MARIADB | INSERT INTO `t` (`a`, `b`) VALUES (?, ?) RETURNING `id`, * | DELETE FROM `t` WHERE `a` = ? RETURNING `id`, *",
                "SQL_SERVER | INSERT INTO [t] ([a], [b]) OUTPUT inserted.[id], inserted.* VALUES (?, ?) | DELETE FROM [t] OUTPUT deleted.[id], deleted.* WHERE [a] = ?",
            })
    void returnsRows(DatabaseKind kind, String insert, String delete) {
        var inserted =
                factory(kind)
                        .insert(
                                arguments(
                                        "t",
                                        "{'columns': ['a', 'b'], 'values': [[1, 2]], 'returning': ['id', '*']}"));
        var deleted =
                factory(kind)
                        .delete(
                                arguments(
                                        "t",
                                        "{'where': [['a', '=', 1]], 'returning': ['id', '*']}"));

        assertThat(inserted.sql(), is(insert));
        assertThat(deleted.sql(), is(delete));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"MYSQL, id", "ORACLE, *", "OTHER, a-b"})
    void refusesRowsThatTheDatabaseCannotReturn(DatabaseKind kind, String column) {
        var arguments =
                arguments(
                        "t",
                        "{'columns': ['a'], 'values': [[1]], 'returning': ['%s']}"
                                .formatted(column));

        assertThrows(ConnectorException.class, () -> factory(kind).insert(arguments));
    }

    @Test
    void asksOraclesDriverForKeysInTheCaseOfTheServer() {
        var statement =
                factory(DatabaseKind.ORACLE)
                        .insert(
                                arguments(
                                        "t",
                                        "{'columns': ['a'], 'values': [[1]], 'returning': ['id']}"));

        assertThat(statement.sql(), is("INSERT INTO \"T\" (\"A\") VALUES (?)"));
        assertThat(statement.keys(), is(List.of("ID")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MARIADB | CREATE TABLE IF NOT EXISTS `o'b` (`id` int) | DROP TABLE IF EXISTS `o'b`",
                "SQL_SERVER | IF OBJECT_ID(N'[o''b]', N'U') IS NULL CREATE TABLE [o'b] ([id] int) | DROP TABLE IF EXISTS [o'b]",
                "ORACLE | CREATE TABLE \"o'b\" (\"ID\" int) | DROP TABLE \"o'b\"",
                "OTHER | CREATE TABLE \"o'b\" (id int) | DROP TABLE \"o'b\"",
            })
    void createsAndDropsATable(DatabaseKind kind, String create, String drop) {
        var columns = "{'column_definitions': [{'name': 'id', 'type': 'int'}]}";

        assertThat(factory(kind).createTable(arguments("\"o'b\"", columns)).sql(), is(create));
        assertThat(factory(kind).dropTable(arguments("\"o'b\"", "{}")).sql(), is(drop));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MARIADB | int unsigned zerofill not null auto_increment primary key | int unsigned zerofill not null auto_increment primary key",
                "MARIADB | enum('a','b') character set utf8mb4 collate utf8mb4_bin default 'a' comment 'x' | enum ( 'a' , 'b' ) character set utf8mb4 collate utf8mb4_bin default 'a' comment 'x'",
                "MARIADB | datetime(3) default current_timestamp(3) on update current_timestamp(3) | datetime ( 3 ) default current_timestamp ( 3 ) on update current_timestamp ( 3 )",
                "MARIADB | int references \"a`b\" (id) | int references `a``b` ( id )",
                "SQL_SERVER | nvarchar(max) not null default newid() | nvarchar ( max ) not null default newid ( )",
                "SQL_SERVER | int identity(1,1) primary key clustered | int identity ( 1 , 1 ) primary key clustered",
                "ORACLE | varchar2(20 char) default sys_guid() not null | varchar2 ( 20 char ) default sys_guid ( ) not null",
                "ORACLE | timestamp(6) with local time zone default systimestamp | timestamp ( 6 ) with local time zone default systimestamp",
                "ORACLE | interval day(2) to second(6) | interval day ( 2 ) to second ( 6 )",
                "ORACLE | number(10,-2) generated by default on null as identity | number ( 10 , - 2 ) generated by default on null as identity",
            })
    void knowsTheTypesOfColumns(DatabaseKind kind, String type, String sql) {
        var create = factory(kind).createTable(column(type)).sql();

        assertThat(create, containsString(sql + ")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int) ; drop table t; --",
                "int default 'a\\\\'",
                "int default (select 1)",
                "int comment 'x' 'y'",
                "int # comment",
                "int /*! x */",
                "int default load_file('/etc/passwd')",
                "int `x`",
                "int [x]",
                "int as (1)",
                "int check (1)",
                "int default \"a\\\\\""
            })
    void refusesWhatIsNoTypeOfAColumn(String type) {
        for (var kind : DatabaseKind.values()) {
            assertThrows(ConnectorException.class, () -> factory(kind).createTable(column(type)));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MARIADB | select `%%s`, 'a\\'?', \"?\", %s -- ?",
                "MARIADB | select 1 # %s ?",
                "MARIADB | select 5--%s",
                "MARIADB | select /*! %s */ 1",
                "SQL_SERVER | select [a?]]], 'it''s ?', %s /* ? /* %s */ ? */",
                "ORACLE | select q'[it's ?]', q'!?!', '?', %s from dual",
                "OTHER | select '\\', %s, \"?\"",
            })
    void findsThePlaceholdersInTheCallersSql(DatabaseKind kind, String sql) {
        var statement =
                factory(kind)
                        .any(
                                any(
                                        sql,
                                        sql.contains("# %s")
                                                ? "[1]"
                                                : sql.contains("/* %s */ ?") ? "[1, 2]" : "[1]"));

        int expected = sql.contains("# %s") ? 0 : 1;
        assertThat(statement.rows().getFirst().size(), is(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MARIADB | select ?",
                "SQL_SERVER | select a ? b",
                "ORACLE | select '%s'",
                "MARIADB | select \"%s\""
            })
    void refusesPlaceholdersThatCouldNotBeBound(DatabaseKind kind, String sql) {
        assertThrows(ConnectorException.class, () -> factory(kind).any(any(sql, "[1]")));
    }

    /// H2 has no OBJECT_ID, no OUTPUT and no CREATE without IF NOT EXISTS to compare.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "MARIADB, MariaDB",
        "MYSQL, MySQL",
        "SQL_SERVER, MSSQLServer",
        "ORACLE, Oracle",
        "OTHER, REGULAR"
    })
    void writesStatementsThatH2TakesInTheModeOfTheDatabase(DatabaseKind kind, String mode)
            throws SQLException {
        var factory = factory(kind);
        var url = "jdbc:h2:mem:;CASE_INSENSITIVE_IDENTIFIERS=TRUE;MODE=" + mode;
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            var flag = kind == DatabaseKind.ORACLE ? "numeric(1)" : "bit";
            statement.execute("create table t (id int, item varchar(20), \"Sold\" " + flag + ")");
            run(
                    connection,
                    factory.insert(
                            arguments("t", "{'columns': ['id', 'item'], 'values': [[1, 'tea']]}")),
                    1);
            run(
                    connection,
                    factory.update(
                            arguments(
                                    "t",
                                    "{'set': {'item': 'Abc'}, 'where': [['item', 'LIKE', 't%']]}")),
                    1);
            var select = SELECT.replace(", 'count(*)'", "").replace(", ['id', 'IN', []]", "");
            run(connection, factory.select(arguments("t", select)), 1);
            run(
                    connection,
                    factory.delete(arguments("t", "{'where': [['id', 'NOT IN', [2, 3]]]}")),
                    1);
        }
    }

    private static void run(Connection connection, SqlStatement statement, int count)
            throws SQLException {
        try (var prepared = connection.prepareStatement(statement.sql())) {
            int index = 1;
            for (var value : statement.rows().getFirst()) {
                prepared.setString(
                        index++,
                        value instanceof JsonString text ? text.getString() : value.toString());
            }
            int found = 0;
            if (prepared.execute()) {
                while (prepared.getResultSet().next()) {
                    found++;
                }
            } else {
                found = prepared.getUpdateCount();
            }
            assertThat(statement.sql(), found, is(count));
        }
    }

    private static StatementFactory factory(DatabaseKind kind) {
        return new StatementFactory(kind.dialect(), "SelectValues");
    }

    private static Arguments column(String type) {
        var json =
                "{\"table_name\": \"t\", \"schema\": {\"column_definitions\": [{\"name\": \"c\", \"type\": %s}]}}";
        return read(json.formatted(Json.createValue(type)));
    }

    private static Arguments any(String sql, String values) {
        return read(
                "{\"schema\": {\"sql\": %s, \"values\": %s}}"
                        .formatted(Json.createValue(sql), values));
    }

    /// @param schema JSON, with apostrophes for quotation marks
    private static Arguments arguments(String table, String schema) {
        return read(
                "{\"table_name\": %s, \"schema\": %s}"
                        .formatted(
                                Json.createValue(table),
                                schema.replace("\"", "\\\"").replace('\'', '"')));
    }

    private static Arguments read(String json) {
        return new Arguments(
                JsonText.of(json.getBytes(StandardCharsets.UTF_8), 100).orElseThrow().members());
    }
}
