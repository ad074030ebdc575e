package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.Arguments;

/// `postgres_v2/DeleteValuesV2`.
final class DeleteValuesV2 extends SqlCommand {
    DeleteValuesV2(Database runner) {
        super(
                "DeleteValuesV2",
                "Deletes rows of a table.",
                onTable(
                        "Which rows: {where: [[column, operator, value], …]}; without where, every row."),
                runner);
    }

    @Override
    Work work(Arguments arguments) {
        var where = Where.of(Schema.of(arguments));
        return Work.once(
                "DELETE FROM " + table(arguments) + where.sql(),
                where.values(),
                Work.Outcome.COUNT);
    }
}
