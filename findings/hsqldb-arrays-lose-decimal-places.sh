#!/usr/bin/env bash
#
# What: elements of an array parameter lose their decimal places and fractions of seconds, whatever the array is cast
#       to: the type of the elements comes from the name given to createArrayOf, which has no precision and takes
#       none. A single parameter keeps them. So `unnest(?)` joined with a table finds other rows than `where c = ?`,
#       without an error.
# Seen: HSQLDB 2.7.3:
#           decimal(9, 2): alone 1.50, in an array 1.00
#           timestamp(3): alone 2024-01-02 03:04:05.123, in an array 2024-01-02 03:04:05.000
#           createArrayOf with places: refused
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
    <dependency><groupId>org.hsqldb</groupId><artifactId>hsqldb</artifactId><version>2.7.3</version></dependency>
  </dependencies>
</project>
XML
(cd "$folder" \
    && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib)

cat >"$folder/Arrays.java" <<'JAVA'
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

public class Arrays {

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:hsqldb:mem:arrays", "sa", "")) {
            shown(connection, new BigDecimal("1.50"), "decimal", "decimal(9, 2)");
            shown(connection, LocalDateTime.parse("2024-01-02T03:04:05.123"), "timestamp", "timestamp(3)");
            try {
                connection.createArrayOf("decimal(9, 2)", new Object[] {new BigDecimal("1.50")});
                System.out.println("createArrayOf with places: accepted");
            } catch (SQLException refused) {
                System.out.println("createArrayOf with places: refused");
            }
        }
    }

    private static void shown(Connection connection, Object value, String element, String type) throws SQLException {
        try (PreparedStatement one = connection.prepareStatement("values cast(? as " + type + ")");
                PreparedStatement array =
                        connection.prepareStatement("select * from unnest(cast(? as " + type + " array))")) {
            one.setObject(1, value);
            array.setArray(1, connection.createArrayOf(element, new Object[] {value}));
            System.out.println(type + ": alone " + first(one) + ", in an array " + first(array));
        }
    }

    private static String first(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
JAVA

expected="decimal(9, 2): alone 1.50, in an array 1.00
timestamp(3): alone 2024-01-02 03:04:05.123, in an array 2024-01-02 03:04:05.000
createArrayOf with places: refused"
seen="$(cd "$folder" && java -cp "lib/*" Arrays.java 2>"$folder/log")" || { cat "$folder/log" >&2; exit 1; }
echo "$seen"
[[ "$seen" == "$expected" ]] || { echo "this has changed, expected:" >&2; echo "$expected" >&2; exit 1; }
