class Shop
private constructor(
    private val id: JsonField<String>,
    private val openedAt: JsonField<OffsetDateTime>,
    private val closesAt: JsonField<LocalDate>,
) {
}
