/** JSON types of the classes that Jackson binds: {@link io.github.claude4j.jackson.JacksonType} for Jackson 3, one for 2 beside it. */
module io.github.claude4j.jackson {
    requires transitive io.github.claude4j;
    requires static transitive com.fasterxml.jackson.databind;
    requires static transitive tools.jackson.databind;
    requires static org.jspecify;

    exports io.github.claude4j.jackson;
    exports io.github.claude4j.jackson2;
}
