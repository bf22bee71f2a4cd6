"""What is shown of the ways by road, apart from the straight lines."""
