package org.bailiwick.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** What a server says to our user and password: only an answer to a query counts as started. */
enum PostgresAnswer {
    YES, NOT_YET, WRONG_PASSWORD;

    private static final String INVALID_PASSWORD = "28P01";

    static PostgresAnswer of(String url, String user, String password) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            return connection.isValid(3) ? YES : NOT_YET;
        } catch (SQLException failure) {
            return INVALID_PASSWORD.equals(failure.getSQLState()) ? WRONG_PASSWORD : NOT_YET;
        }
    }
}
