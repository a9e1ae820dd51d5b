#!/usr/bin/env bash
#
# What: PostgreSQL's driver runs a JDBC batch without a transaction as several of about 256 statements. A failing
#       statement undoes its own part, those before it stay. So a batch of 200 is all or nothing, one of 1,000 is not.
# Seen: pgjdbc 42.7.14, PostgreSQL 14.22, batches of 1,000:
#           the 101st fails: 0 reported, 0 there
#           the 301st fails: 255 reported, 255 there
#           the 1,000th fails: 765 reported, 765 there
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
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.14</version></dependency>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
  </dependencies>
</project>
XML
(cd "$folder" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Part.java" <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

public class Part {

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"))) {
            System.out.println("the 101st fails: " + batch(connection, 100));
            System.out.println("the 301st fails: " + batch(connection, 300));
            System.out.println("the 1,000th fails: " + batch(connection, 999));
        }
        System.exit(0);
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

expected="the 101st fails: 0 reported, 0 there
the 301st fails: 255 reported, 255 there
the 1,000th fails: 765 reported, 765 there"
seen="$(cd "$folder" && java -cp "lib/*" Part.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
