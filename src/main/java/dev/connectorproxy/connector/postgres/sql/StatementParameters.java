package dev.connectorproxy.connector.postgres.sql;

import dev.connectorproxy.database.statement.SqlStatement;
import jakarta.json.JsonNumber;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgConnection;

/// Binds the values of one statement. Most are bound with the type of the literal that psycopg would write. What a list
/// or an object is depends on the type that the server infers for it, so it is asked for that type before. Not
/// thread-safe.
public final class StatementParameters {
    private static final int MAX_TEXT_PARAMETERS = 16;

    /// `datatype_mismatch`, and `undefined_function` for operators.
    private static final Set<String> TYPE_MISMATCH = Set.of("42804", "42883");

    private static final Optional<String> NO_TEXT = Optional.empty();

    private final SqlStatement statement;
    private final Set<Integer> asText = new HashSet<>();
    private Map<Integer, PgType> types = Map.of();
    private Optional<SQLException> mismatch = Optional.empty();
    private boolean described;

    public StatementParameters(SqlStatement statement) {
        this.statement = statement;
    }

    /// Asks the server for the types of the parameters that need one, if there are any. After a failure, the
    /// transaction must be rolled back.
    public void describe(PgConnection connection) throws SQLException {
        if (described) {
            return;
        }
        var indexes = indexes(this::needsType);
        if (!indexes.isEmpty()) {
            types = infer(connection, indexes);
        }
        described = true;
        if (mismatch.isPresent() && indexes(this::isScalarForJson).isEmpty()) {
            throw mismatch.get();
        }
    }

    /// Binds the values of one row.
    public void bind(PreparedStatement prepared, List<JsonValue> values) throws SQLException {
        for (int i = 1; i <= values.size(); i++) {
            var value = values.get(i - 1);
            var text = isTyped(i, value) ? StructuredValue.toText(value, types.get(i)) : NO_TEXT;
            if (text.isPresent()) {
                prepared.setString(i, text.get());
            } else if (asText.contains(i)) {
                ValueBinding.bindText(prepared, i, value);
            } else {
                ValueBinding.bind(prepared, i, value);
            }
        }
    }

    /// Whether to run the statement again in another transaction, with other types: text, which is the type of the
    /// literal that psycopg would write, if the server cannot infer one, as in `? IS NULL`; JSON, if a number or a
    /// boolean goes into such a column; and those of the literals, if the server could not be asked.
    ///
    /// @param repeatable whether nothing can have been committed
    public boolean adapt(SQLException failure, boolean repeatable) {
        if (!described) {
            described = true;
            return mismatch.isEmpty()
                    && !SqlFailureMapping.isConnectionBroken(failure)
                    && !SqlFailureMapping.isCancelled(failure);
        }
        if (!repeatable || mismatch.isPresent()) {
            return false;
        }
        if (TYPE_MISMATCH.contains(SqlFailureMapping.state(failure))) {
            mismatch = Optional.of(failure);
            described = false;
            return true;
        }
        int parameter = SqlFailureMapping.untypedParameter(failure);
        return parameter > 0 && asText.size() < MAX_TEXT_PARAMETERS && asText.add(parameter);
    }

    private Map<Integer, PgType> infer(PgConnection connection, Set<Integer> indexes)
            throws SQLException {
        var values = statement.rows().getFirst();
        int[] given = new int[values.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = indexes.contains(i + 1) ? Oid.UNSPECIFIED : literalType(values.get(i));
        }
        try {
            return new PgTypeReader(connection).infer(statement.sql(), given, indexes);
        } catch (SQLException e) {
            throw mismatch.orElse(e);
        }
    }

    private static int literalType(JsonValue value) {
        return switch (value) {
            case JsonNumber number -> ValueBinding.oid(number);
            case JsonValue other when isBoolean(other) -> Oid.BOOL;
            default -> Oid.UNSPECIFIED;
        };
    }

    /// The indexes, from 1, of the parameters that have such a value in a row.
    private Set<Integer> indexes(BiPredicate<Integer, JsonValue> condition) {
        var indexes = new HashSet<Integer>();
        for (var row : statement.rows()) {
            for (int i = 1; i <= row.size(); i++) {
                if (condition.test(i, row.get(i - 1))) {
                    indexes.add(i);
                }
            }
        }
        return indexes;
    }

    private boolean needsType(int index, JsonValue value) {
        return value instanceof JsonStructure || mismatch.isPresent() && isScalar(value);
    }

    private boolean isScalarForJson(int index, JsonValue value) {
        return isTyped(index, value)
                && isScalar(value)
                && types.get(index).kind() == PgType.Kind.JSON;
    }

    /// Whether the form of a value depends on a type that is known; that of a string does not.
    private boolean isTyped(int index, JsonValue value) {
        return types.containsKey(index) && (value instanceof JsonStructure || isScalar(value));
    }

    private static boolean isScalar(JsonValue value) {
        return value instanceof JsonNumber || isBoolean(value);
    }

    private static boolean isBoolean(JsonValue value) {
        return value == JsonValue.TRUE || value == JsonValue.FALSE;
    }
}
