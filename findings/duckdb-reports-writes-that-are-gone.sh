#!/usr/bin/env bash
#
# What: DuckDB's driver undoes all of a failing JDBC batch, but reports the statements before the failing one as done.
#       In a transaction a failed statement undoes all before it, and commit() ends that without an exception.
# Seen: duckdb_jdbc 2.0.0.1 (1.5.6.0 reports nothing of a batch, and commits alike):
#           a batch of 1,000, the 501st fails: 500 reported, 0 there
#           rows after an insert, a failing one, and a commit without an exception: 0
# Needs: a JDK 17 or newer and Maven; downloads into a temporary folder.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId><version>2.0.0.1</version></dependency>
  </dependencies>
</project>
XML
(cd "$folder" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Gone.java" <<'JAVA'
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

public class Gone {

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            System.out.println("a batch of 1,000, the 501st fails: " + batch(connection, 500));
            System.out.println(
                    "rows after an insert, a failing one, and a commit without an exception: " + committed(connection));
        }
    }

    private static int committed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace table t (id bigint primary key)");
            connection.setAutoCommit(false);
            statement.execute("insert into t values (1)");
            try {
                statement.execute("insert into t values (1)");
            } catch (SQLException duplicate) {
                connection.commit();
            }
            connection.setAutoCommit(true);
            try (Statement open = connection.createStatement(); // a failure closes its statement
                    ResultSet there = open.executeQuery("select count(*) from t")) {
                there.next();
                return there.getInt(1);
            }
        }
    }

    /** Inserts 0 to 999 as a JDBC batch, where one value is taken, and counts what is reported and what is there. */
    private static String batch(Connection connection, int taken) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists t");
            statement.execute("create table t (id bigint primary key)");
            statement.execute("insert into t values (" + taken + ")");
            int reported = 0;
            try (PreparedStatement insert = connection.prepareStatement("insert into t (id) values (?)")) {
                for (int i = 0; i < 1000; i++) {
                    insert.setLong(1, i);
                    insert.addBatch();
                }
                insert.executeBatch();
            } catch (BatchUpdateException failure) {
                for (int count : failure.getUpdateCounts()) {
                    reported += count == 1 ? 1 : 0;
                }
            }
            try (ResultSet there = statement.executeQuery("select count(*) from t where id <> " + taken)) {
                there.next();
                return reported + " reported, " + there.getInt(1) + " there";
            }
        }
    }
}
JAVA

expected="a batch of 1,000, the 501st fails: 500 reported, 0 there
rows after an insert, a failing one, and a commit without an exception: 0"
seen="$(cd "$folder" && java -cp "lib/*" Gone.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
