"""The reader: a document as it looks, its evidence marked, its words explained."""
