package dev.connectorproxy.database.statement;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatesTest {
    @ParameterizedTest
    @CsvSource({
        "42P01, UndefinedTable, 422",
        "23505, UniqueViolation, 422",
        "57014, QueryCanceled, 422",
        "25P02, InFailedSqlTransaction, 422",
        "55P03, LockNotAvailable, 422",
        "28P01, InvalidPassword, 401",
        "40001, SerializationFailure, 503",
        "40P01, DeadlockDetected, 503",
        "40002, TransactionIntegrityConstraintViolation, 422",
        "53300, TooManyConnections, 503",
        "57P03, CannotConnectNow, 503",
        "08006, ConnectionFailure, 503",
        "XX001, DataCorrupted, 422",
        // unknown states have the base exception of their class
        "08ZZZ, OperationalError, 503",
        "0AZZZ, NotSupportedError, 422",
        "22ZZZ, DataError, 422",
        "23ZZZ, IntegrityError, 422",
        "25ZZZ, InternalError, 422",
        "42ZZZ, ProgrammingError, 422",
        "57ZZZ, OperationalError, 422",
        "HVZZZ, OperationalError, 422",
        "P0ZZZ, ProgrammingError, 422",
        "XXZZZ, InternalError, 422",
        "ZZZZZ, DatabaseError, 422",
        "4, DatabaseError, 422",
    })
    void haveThePsycopgNameAndAStatus(String state, String name, int status) {
        assertThat(SqlStates.name(state), is(name));
        assertThat(SqlStates.status(state), is(status));
    }
}
