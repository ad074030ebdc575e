package dev.connectorproxy.connector.postgres.sql;

import java.util.Optional;
import org.postgresql.core.Oid;

/// The type that the server infers for a parameter: that of the column, where the value goes into one. A domain counts
/// as the type that it is based on.
///
/// @param name for messages
/// @param element the type of the elements of an array
/// @param delimiter what separates values of this type in an array
record PgType(String name, Kind kind, Optional<PgType> element, char delimiter) {
    /// The OIDs below it belong to PostgreSQL's own types.
    private static final int FIRST_USER_OID = 16_384;

    enum Kind {
        ARRAY,
        BOOLEAN,
        BYTES,
        /// A row type.
        COMPOSITE,
        /// A base type of an extension or user, whose input is not known here.
        EXTENSION,
        INTEGER,
        JSON,
        NUMBER,
        OTHER,
        TEXT
    }

    PgType(String name, Kind kind) {
        this(name, kind, Optional.empty(), ',');
    }

    /// The kind of a type that is neither a domain nor an array.
    ///
    /// @param type `typtype` of `pg_type`
    /// @param category its `typcategory`
    static Kind kind(long oid, char type, char category) {
        return switch ((int) oid) {
            case Oid.JSON, Oid.JSONB -> Kind.JSON;
            case Oid.BYTEA -> Kind.BYTES;
            case Oid.INT2, Oid.INT4, Oid.INT8, Oid.OID -> Kind.INTEGER;
            default -> {
                if (type == 'c' || category == 'P') {
                    yield Kind.COMPOSITE;
                }
                yield switch (category) {
                    case 'S', 'X' -> Kind.TEXT;
                    case 'N' -> Kind.NUMBER;
                    case 'B' -> Kind.BOOLEAN;
                    default -> type == 'b' && oid >= FIRST_USER_OID ? Kind.EXTENSION : Kind.OTHER;
                };
            }
        };
    }
}
