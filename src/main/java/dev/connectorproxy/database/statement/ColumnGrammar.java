package dev.connectorproxy.database.statement;

import java.util.List;
import java.util.stream.Stream;

/// The words that the type of a column may have beside names and numbers.
///
/// @param typeNames types of several words
/// @param attributes what may follow a type and takes no argument
/// @param constants default values
/// @param extended whether texts and units may be arguments of a type, and constraints that only some databases have are known
public record ColumnGrammar(
        List<String> typeNames, List<String> attributes, List<String> constants, boolean extended) {

    /// What PostgreSQL understands.
    public static final ColumnGrammar POSTGRES =
            new ColumnGrammar(
                    List.of(
                            "DOUBLE PRECISION",
                            "CHARACTER VARYING",
                            "NATIONAL CHARACTER VARYING",
                            "NATIONAL CHARACTER",
                            "CHAR VARYING",
                            "NATIONAL CHAR VARYING",
                            "NATIONAL CHAR",
                            "BIT VARYING"),
                    List.of("NOT NULL", "NULL", "UNIQUE", "PRIMARY KEY"),
                    List.of(
                            "TRUE",
                            "FALSE",
                            "NULL",
                            "CURRENT_DATE",
                            "CURRENT_TIMESTAMP",
                            "CURRENT_TIME",
                            "CURRENT_USER",
                            "LOCALTIMESTAMP",
                            "LOCALTIME",
                            "NOW ( )",
                            "CLOCK_TIMESTAMP ( )",
                            "GEN_RANDOM_UUID ( )",
                            "UUID_GENERATE_V4 ( )",
                            "UUIDV7 ( )"),
                    false);

    /// What any of the other databases understands.
    public static final ColumnGrammar COMMON =
            new ColumnGrammar(
                    concat(
                            List.of(
                                    "BINARY VARYING",
                                    "BINARY LARGE OBJECT",
                                    "CHARACTER LARGE OBJECT",
                                    "LONG RAW",
                                    "LONG VARCHAR"),
                            POSTGRES.typeNames),
                    concat(
                            List.of(
                                    "UNSIGNED",
                                    "SIGNED",
                                    "ZEROFILL",
                                    "AUTO_INCREMENT",
                                    "ROWGUIDCOL",
                                    "SPARSE",
                                    "INVISIBLE",
                                    "UNIQUE KEY",
                                    "PRIMARY KEY CLUSTERED",
                                    "PRIMARY KEY NONCLUSTERED"),
                            POSTGRES.attributes),
                    concat(
                            List.of(
                                    "GETDATE ( )",
                                    "GETUTCDATE ( )",
                                    "SYSDATETIME ( )",
                                    "SYSUTCDATETIME ( )",
                                    "SYSDATETIMEOFFSET ( )",
                                    "NEWID ( )",
                                    "NEWSEQUENTIALID ( )",
                                    "SYSDATE",
                                    "SYSTIMESTAMP",
                                    "SYS_GUID ( )",
                                    "UUID ( )",
                                    "RANDOM_UUID ( )",
                                    "UTC_TIMESTAMP ( )"),
                            POSTGRES.constants),
                    true);

    public ColumnGrammar {
        typeNames = List.copyOf(typeNames);
        attributes = List.copyOf(attributes);
        constants = List.copyOf(constants);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
