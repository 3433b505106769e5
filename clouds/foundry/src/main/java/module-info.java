/** Claude on Microsoft Foundry. {@link io.github.claude4j.foundry.Foundry} is where to begin. */
module io.github.claude4j.foundry {
    requires transitive io.github.claude4j;
    requires static org.jspecify;

    exports io.github.claude4j.foundry;
}
