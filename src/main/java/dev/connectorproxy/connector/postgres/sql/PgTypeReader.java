package dev.connectorproxy.connector.postgres.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.core.Oid;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.jdbc.PgConnection;

/// Asks the server for the types of a statement's parameters: one round trip, and a second one for types other than the
/// most frequent ones.
final class PgTypeReader {
    private static final Map<Integer, PgType> FREQUENT =
            Map.of(
                    Oid.JSON, new PgType("json", PgType.Kind.JSON),
                    Oid.JSONB, new PgType("jsonb", PgType.Kind.JSON),
                    Oid.BYTEA, new PgType("bytea", PgType.Kind.BYTES),
                    Oid.TEXT, new PgType("text", PgType.Kind.TEXT),
                    Oid.VARCHAR, new PgType("character varying", PgType.Kind.TEXT));

    /// Each type with those that it is made of: the base type of a domain, the elements of an array.
    private static final String TYPES =
            """
            WITH RECURSIVE steps (root, step, type) AS (
              SELECT root, 0, root FROM pg_catalog.unnest(?::pg_catalog.oid[]) root
              UNION ALL
              SELECT root, step + 1, CASE typtype WHEN 'd' THEN typbasetype ELSE typelem END
                FROM steps JOIN pg_catalog.pg_type t ON t.oid = type
                WHERE typtype = 'd' OR EXISTS (
                  SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid))
            SELECT root, step, type, typtype, typcategory, typdelim, pg_catalog.format_type(type, NULL)
              FROM steps JOIN pg_catalog.pg_type t ON t.oid = type
              ORDER BY root, step DESC\
            """;

    private final PgConnection connection;

    PgTypeReader(PgConnection connection) {
        this.connection = connection;
    }

    /// The types that the server infers for parameters. The statement is parsed, not executed.
    ///
    /// @param given the OID of the type of each parameter, [Oid#UNSPECIFIED] where it is not known
    /// @param indexes of the parameters in question, from 1
    Map<Integer, PgType> infer(String sql, int[] given, Set<Integer> indexes) throws SQLException {
        var query = connection.getQueryExecutor().createQuery(sql, true, true).query;
        var parameters = query.createParameterList();
        for (int i = 0; i < given.length; i++) {
            parameters.setNull(i + 1, given[i]);
        }
        connection
                .getQueryExecutor()
                .execute(
                        query,
                        parameters,
                        new FailureHandler(),
                        0,
                        0,
                        QueryExecutor.QUERY_ONESHOT
                                | QueryExecutor.QUERY_DESCRIBE_ONLY
                                | QueryExecutor.QUERY_SUPPRESS_BEGIN);
        int[] inferred = parameters.getTypeOIDs();
        var types = types(indexes.stream().map(i -> inferred[i - 1]).collect(Collectors.toSet()));
        return indexes.stream().collect(Collectors.toMap(i -> i, i -> types.get(inferred[i - 1])));
    }

    /// Throws the failure when the server has responded.
    private static final class FailureHandler extends ResultHandlerBase {
        @Override
        public void handleWarning(SQLWarning warning) {
            // of no use here
        }
    }

    private Map<Integer, PgType> types(Set<Integer> oids) throws SQLException {
        if (FREQUENT.keySet().containsAll(oids)) {
            return FREQUENT;
        }
        var array =
                oids.stream()
                        .map(Integer::toUnsignedString)
                        .collect(Collectors.joining(",", "{", "}"));
        try (var statement = connection.prepareStatement(TYPES)) {
            statement.setString(1, array);
            return read(statement.executeQuery());
        }
    }

    /// Reads the types from the elements of arrays to the arrays, and from the base types to the domains.
    private static Map<Integer, PgType> read(ResultSet rows) throws SQLException {
        var types = new HashMap<Integer, PgType>();
        Optional<PgType> inner = Optional.empty();
        while (rows.next()) {
            var type = type(rows, inner);
            boolean complete = rows.getInt("step") == 0;
            inner = complete ? Optional.empty() : Optional.of(type);
            if (complete) {
                types.put((int) rows.getLong("root"), type);
            }
        }
        return types;
    }

    /// @param inner the base type of a domain, or the type of an array's elements
    private static PgType type(ResultSet row, Optional<PgType> inner) throws SQLException {
        char type = row.getString("typtype").charAt(0);
        var name = row.getString("format_type");
        char delimiter = row.getString("typdelim").charAt(0);
        if (inner.isEmpty()) {
            char category = row.getString("typcategory").charAt(0);
            var kind = PgType.kind(row.getLong("type"), type, category);
            return new PgType(name, kind, inner, delimiter);
        }
        return type == 'd'
                ? new PgType(name, inner.get().kind(), inner.get().element(), delimiter)
                : new PgType(name, PgType.Kind.ARRAY, inner, delimiter);
    }
}
