"""What every page needs: headers, fragments, errors, shell."""
