package dev.connectorproxy.database.session;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Converts the values of one column of a result to JSON.
@FunctionalInterface
public interface ColumnJson {

    /// The JSON of the value in the current row.
    ///
    /// @param index of the column, from 1
    String toJson(ResultSet row, int index) throws SQLException;
}
