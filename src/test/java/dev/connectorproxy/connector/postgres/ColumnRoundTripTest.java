package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.TestTables.on;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random values come back from the database as they were sent.
class ColumnRoundTripTest {
    private static final int ROWS = 150;
    private static final String[] CHARACTERS = {
        "a", " ", "\"", "\\", "{", "}", ",", "NULL", "'", "$1", "?", "\n", "é", "€", "😀", "\u0001",
        "\u2028"
    };
    private static final Commands COMMANDS = Commands.onServer();

    /// A type of a column, with random values of it.
    enum Column {
        JSONB("jsonb", random -> structure(random, 4)),
        JSON("json", random -> structure(random, 4)),
        JSONB_ARRAY("jsonb[]", random -> list(random, () -> json(random, 2))),
        TEXT_ARRAY("text[]", random -> list(random, () -> orNull(random, text(random)))),
        NUMERIC_ARRAY("numeric[]", random -> list(random, () -> orNull(random, number(random)))),
        NUMERIC_MATRIX("numeric[]", ColumnRoundTripTest::matrix),
        BIGINT_ARRAY("bigint[]", random -> list(random, () -> Json.createValue(random.nextLong()))),
        BOOLEAN_ARRAY("boolean[]", random -> list(random, () -> orNull(random, flag(random)))),
        UUID_ARRAY(
                "uuid[]",
                random ->
                        list(
                                random,
                                () ->
                                        Json.createValue(
                                                new UUID(random.nextLong(), random.nextLong())
                                                        .toString()))),
        NUMERIC("numeric", ColumnRoundTripTest::number),
        BYTEA("bytea", ColumnRoundTripTest::binary),
        BYTEA_ARRAY("bytea[]", random -> list(random, () -> orNull(random, binary(random))));

        private final String type;
        private final Function<Random, JsonValue> value;

        Column(String type, Function<Random, JsonValue> value) {
            this.type = type;
            this.value = value;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isExact(Column column) {
        var table = "round_trip_" + column.name().toLowerCase(Locale.ROOT);
        var random = new Random(column.ordinal());
        var rows = Json.createArrayBuilder();
        var expected = Json.createArrayBuilder();
        for (int id = 0; id < ROWS; id++) {
            var value = column.value.apply(random);
            rows.add(Json.createArrayBuilder().add(id).add(value));
            expected.add(Json.createArrayBuilder().add(id).add(asRead(value, column)));
        }
        COMMANDS.execute("create table " + table + " (id int, v " + column.type + ")");

        COMMANDS.run(
                "InsertValuesV2",
                on(table, "{\"columns\":[\"id\",\"v\"],\"values\":" + rows.build() + "}"));

        var read = parse(COMMANDS.fetch("select id, v from " + table + " order by id"));
        assertThat(read, is(expected.build()));
    }

    /// Bytes are sent with a marker and come back as base64.
    private static JsonValue asRead(JsonValue value, Column column) {
        if (!column.type.startsWith("bytea")) {
            return value;
        }
        return switch (value.getValueType()) {
            case OBJECT -> value.asJsonObject().get("$binary");
            case ARRAY -> {
                var list = Json.createArrayBuilder();
                value.asJsonArray().forEach(element -> list.add(asRead(element, column)));
                yield list.build();
            }
            default -> value;
        };
    }

    private static JsonValue json(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> text(random);
            case 1 -> number(random);
            case 2 -> flag(random);
            case 3 -> JsonValue.NULL;
            default -> structure(random, depth - 1);
        };
    }

    private static JsonValue structure(Random random, int depth) {
        if (random.nextBoolean()) {
            return list(random, () -> json(random, depth));
        }
        var object = Json.createObjectBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.add("k" + random.nextInt(9), json(random, depth));
        }
        return object.build();
    }

    private static JsonArray list(Random random, Supplier<JsonValue> element) {
        var list = Json.createArrayBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(element.get());
        }
        return list.build();
    }

    private static JsonArray matrix(Random random) {
        int width = 1 + random.nextInt(3);
        var rows = Json.createArrayBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            var row = Json.createArrayBuilder();
            for (int j = 0; j < width; j++) {
                row.add(orNull(random, number(random)));
            }
            rows.add(row);
        }
        return rows.build();
    }

    private static JsonValue number(Random random) {
        var digits = new BigInteger(1 + random.nextInt(120), random);
        var number = new BigDecimal(digits, random.nextInt(30));
        return Json.createValue(random.nextBoolean() ? number : number.negate());
    }

    private static JsonValue text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return Json.createValue(text.toString());
    }

    private static JsonValue flag(Random random) {
        return random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
    }

    private static JsonValue binary(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return Json.createObjectBuilder()
                .add("$binary", Base64.getEncoder().encodeToString(bytes))
                .build();
    }

    private static JsonValue orNull(Random random, JsonValue value) {
        return random.nextInt(5) == 0 ? JsonValue.NULL : value;
    }

    private static JsonArray parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }
}
